"""The portal with one more address, `/empty`: what everything else is measured against."""

from portal.app import create_app

application = create_app()


@application.get("/empty")
def empty() -> str:
    return ""
