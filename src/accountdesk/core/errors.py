"""What can go wrong, as one tree. Every message is a sentence for a user: what, where, what to do.

    AccountDeskError
    ├── NotUnderstood        typed text that the grammar refuses; nothing was recorded
    ├── NotFound             no account, note, entry or member of that name
    ├── Ambiguous            several of them; the message lists them
    ├── Refused              understood, and not done: read-only, already taken back, not confirmed
    ├── SettingsError        the settings file: key, line and the nearest known word
    ├── SourceError          a CRM: not reached, not allowed, asked too often, not understood
    └── StoreError           the store on disk: missing, busy, full, damaged, newer than the program

Bugs are not in this tree: they crash loudly in tests and are reported at the top of the program.
"""


class AccountDeskError(Exception):
    """Something a user can act on; `str()` of it is the sentence to show."""


class NotUnderstood(AccountDeskError):
    """Typed text that the grammar refuses; nothing was recorded."""


class NotFound(AccountDeskError):
    """No account, note, entry or member answers to what was named."""


class Ambiguous(AccountDeskError):
    """Several things answer to what was named; the message lists them."""


class Refused(AccountDeskError):
    """Understood, and not done: the message says why and what would be possible."""


class SettingsError(AccountDeskError):
    """The settings file cannot be used as it is."""


class StoreError(AccountDeskError):
    """The store on disk cannot be used now."""


class SourceError(AccountDeskError):
    """A CRM cannot be read now, or answers what its preset does not know."""
