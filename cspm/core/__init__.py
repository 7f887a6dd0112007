"""The pure kernel: no disk, no Click, no clock; it knows no procedure."""
