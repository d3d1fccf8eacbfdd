"""Why the operating system refuses a file or a connection, as sentences that can be translated. It asks no system."""

from __future__ import annotations

import errno

from distrib.core.phrase import Said, phrase, phrased

_REASONS = {
    errno.EACCES: phrase("Permission denied"),
    errno.EPERM: phrase("Operation not permitted"),
    errno.ENOENT: phrase("No such file or directory"),
    errno.EISDIR: phrase("Is a directory"),
    errno.ENOTDIR: phrase("Not a directory"),
    errno.EEXIST: phrase("File exists"),
    errno.ENOSPC: phrase("No space left on device"),
    errno.EDQUOT: phrase("Disk quota exceeded"),
    errno.EROFS: phrase("Read-only file system"),
    errno.EIO: phrase("Input/output error"),
    errno.ENAMETOOLONG: phrase("File name too long"),
    errno.ELOOP: phrase("Too many levels of symbolic links"),
    errno.EMFILE: phrase("Too many open files"),
    errno.EBUSY: phrase("Device or resource busy"),
}


def why(fault: BaseException) -> Said | str:
    """In the words of POSIX where there are some; else in those of the system, or the name of the error."""
    if not isinstance(fault, OSError):
        return type(fault).__name__
    if fault.errno in _REASONS:
        return phrased(_REASONS[fault.errno])
    return fault.strerror or type(fault).__name__
