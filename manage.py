#!/usr/bin/env python
"""Django's commands; they start the embedded servers by themselves when no others are named."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lwl_crm.settings")
    from django.core.management import execute_from_command_line

    from lwl_crm.server_folders import EmbeddedError

    try:
        execute_from_command_line(sys.argv)
    except EmbeddedError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
