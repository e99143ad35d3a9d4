"""What pyproject.toml cannot say: the templates travel inside the package."""

from setuptools import find_packages, setup

TEMPLATES = "kyosai_xl.workbook_templates"

setup(
    packages=[*find_packages(include=["kyosai_xl*"]), TEMPLATES],
    package_dir={TEMPLATES: "workbook_templates"},
)
