#!/usr/bin/env python
"""Command-line entry point of the extranet."""

import gc
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings.local")
    # Nearly all that a command loads stays: looking again and again at what could go takes a fifth of its start.
    gc.set_threshold(50_000, 20, 50)
    execute_from_command_line(sys.argv)
