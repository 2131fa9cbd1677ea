"""`python -m portal.cli` is `portal`."""

import sys

from portal.cli import main

sys.exit(main())
