"""The page as one program: settings → open index → build the application → serve."""

from __future__ import annotations

import os
import sys

from hankehaku.errors import HankehakuError
from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.live import Live
from hankehaku.interfaces.progress import Reporter
from hankehaku.interfaces.setup import ensure_ready
from hankehaku.interfaces.web.server import address, serve
from hankehaku.settings import read_settings


def main() -> int:
    """Serve the page until stopped; 1 when that cannot be, with the reason on standard error."""
    try:
        settings = read_settings()
        host, port = address(settings, os.environ)
        index = ensure_ready(settings, Reporter())
        logs.configure(settings.log_level, questions=settings.log_questions)
        serve(Live(index), host, port, options=Options.of(settings))
    except HankehakuError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
