"""Pictures: what they are, what they say about themselves, and what is made of them.

Pure functions on paths. The only package that imports Pillow, and only when a picture is opened.
"""

from portal.media.clean import publish_original
from portal.media.derivatives import Made, make_derivatives
from portal.media.fingerprint import NEAR, Examined, examine, hash_distance
from portal.media.kinds import HEAD, KINDS, sniff
from portal.media.probing import PictureFacts, probe
from portal.media.recipes import RECIPES, SIZES, Recipe
from portal.media.refusals import MAX_PIXELS
from portal.media.xmp import licence_xmp

__all__ = [
    "HEAD",
    "KINDS",
    "MAX_PIXELS",
    "NEAR",
    "RECIPES",
    "SIZES",
    "Examined",
    "Made",
    "PictureFacts",
    "Recipe",
    "examine",
    "hash_distance",
    "licence_xmp",
    "make_derivatives",
    "probe",
    "publish_original",
    "sniff",
]
