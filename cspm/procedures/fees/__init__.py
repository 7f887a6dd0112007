"""Service fees: orders written off, bundled month by month, checked by finance, put on the customers' notices (S03)."""
