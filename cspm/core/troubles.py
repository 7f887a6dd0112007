"""What the system says of files and disks, as a person understands it. Pure."""

from __future__ import annotations

import errno

from cspm.errors import N_, Message

_TROUBLES = {
    errno.EROFS: N_("the disk is read-only"),
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk quota is used up"),
    errno.EFBIG: N_("the file would be too large"),
    errno.EIO: N_("the disk reports an error"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOTDIR: N_("a file stands where a folder should be"),
    errno.EISDIR: N_("a folder stands where a file should be"),
    errno.ENOTEMPTY: N_("a folder stands where a file should be"),
    errno.EEXIST: N_("something stands in the way"),
    errno.ELOOP: N_("a symbolic link stands in the way"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOENT: N_("there is no such file or folder"),
}


def trouble(error: OSError) -> Message:
    """What an OSError means to a person."""
    known = _TROUBLES.get(error.errno or 0)
    return Message(known) if known else Message.of("{problem}", problem=error.strerror or type(error).__name__)
