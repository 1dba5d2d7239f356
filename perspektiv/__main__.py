"""``python -m perspektiv``."""

import sys

from perspektiv.cli import main

sys.exit(main())
