"""The application for any WSGI server: `gunicorn wsgi:application`."""

from portal.app import create_app

application = create_app()
