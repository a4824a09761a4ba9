"""PDFs for paper: typst sets them, three fonts of our own carry Chinese and Tibetan."""

from cqo_registry.core.printing.codes import qr_svg
from cqo_registry.core.printing.fonts import missing_characters
from cqo_registry.core.printing.render import Unprintable, check_printable, render

__all__ = ["Unprintable", "check_printable", "missing_characters", "qr_svg", "render"]
