"""`accountdesk` and `python -m accountdesk`."""

import gc
import sys


def run() -> None:
    """The entry point of the program."""
    gc.disable()  # while loading: looking through what stays again and again takes 10 ms
    try:
        from accountdesk.cli.main import main  # in here, so that Ctrl-C while loading is no crash

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
