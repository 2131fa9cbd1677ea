"""What intake adds to the portal: sweeping up after processes that were killed."""

from datetime import timedelta

from portal.jobs import Periodic
from portal.uploads.service import sweep_incoming
from portal.web.feature import Feature

feature = Feature(
    name="uploads",
    periodics=(Periodic("uploads.sweep", timedelta(hours=6).total_seconds(), sweep_incoming),),
)
