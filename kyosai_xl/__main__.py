"""The command line as ``python -m kyosai_xl``."""

import sys

from kyosai_xl.cli import main

sys.exit(main())
