"""Build hook: compile the catalogues and take the printable templates along. Everything else is in setup.cfg."""

from __future__ import annotations

import os
import shutil
import sys

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = os.path.dirname(os.path.abspath(__file__))


class BuildWithCatalogues(build_py):
    """Compile `cspm/locale/zh/*.po` before the package is copied; a wheel also carries `templates/` as `cspm.templates`."""

    def run(self) -> None:
        sys.path.insert(0, HERE)
        from tools.compiling import compile_catalogues

        compile_catalogues(os.path.join(HERE, "cspm", "locale"))
        super().run()
        if not getattr(self, "editable_mode", False):
            shutil.copytree(
                os.path.join(HERE, "templates"), os.path.join(self.build_lib, "cspm", "templates"), dirs_exist_ok=True
            )


setup(cmdclass={"build_py": BuildWithCatalogues})
