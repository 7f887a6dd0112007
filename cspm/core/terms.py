"""The terms a record is judged by: the site, the figures in force on a day, and the working calendar."""

from __future__ import annotations

from datetime import tzinfo

from cspm.core.figures import Figures
from cspm.core.site import Site
from cspm.core.worktime import Calendar
from cspm.tuples import NamedTuple


class Terms(NamedTuple):
    """Site, figures and calendar together; every pure rule, clock and report takes them as one argument."""

    site: Site
    figures: Figures
    calendar: Calendar

    @property
    def tz(self) -> tzinfo:
        """The site's time zone."""
        return self.site.tz

    @classmethod
    def of(cls, site: Site) -> Terms:
        """The terms that a site's site.toml gives."""
        return cls(site, Figures(site.figures), Calendar.from_table(site.calendar, site.tz))
