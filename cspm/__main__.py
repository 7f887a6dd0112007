"""`python -m cspm`."""

from cspm.cli import main

main()
