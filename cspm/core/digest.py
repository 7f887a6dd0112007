"""SHA-256 without OpenSSL, which `hashlib` loads first: 3 ms of every change for a few hundred bytes.

`random` of the standard library takes its digest in the same way. Where Python has no such module, `hashlib` it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256 as sha256
else:
    try:
        from _sha256 import sha256  # Python 3.11
    except ImportError:
        try:
            from _sha2 import sha256  # Python 3.12 and later
        except ImportError:
            from hashlib import sha256

__all__ = ["sha256"]
