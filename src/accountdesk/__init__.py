"""AccountDesk: a terminal dashboard for account teams."""

__version__ = "0.1.0"
