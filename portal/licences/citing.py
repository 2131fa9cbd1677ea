"""How a work is cited by people, and how its rights are told to machines."""

from dataclasses import dataclass

from flask_babel import force_locale, gettext

from portal.licences.table import Licence


@dataclass(frozen=True)
class Rights:
    """The rights of one work for machines: RDFa in its page, XMP in its published file.

    In RDFa `about` is the subject and `relation` the `rel` of a link to `uri` (prefixes:
    `dcterms: http://purl.org/dc/terms/`, `cc: http://creativecommons.org/ns#`); attribution and
    permissions are `cc:attributionName`, `cc:attributionURL` and `cc:morePermissions`. In XMP
    they have the same names. A statement is no `cc:license`, so its relation is
    `dcterms:rights`; absent values are None.
    """

    about: str
    relation: str
    uri: str
    attribution_name: str | None
    attribution_url: str | None
    more_permissions: str | None


def describe_rights(
    licence: Licence, *, maker: str, url: str, more_permissions: str | None = None
) -> Rights:
    """What machines are told about a work at `url`; the terms are those of CC REL."""
    return Rights(
        about=url,
        relation="license" if licence.is_licence else "dcterms:rights",
        uri=licence.uri,
        attribution_name=maker or None,
        attribution_url=url if licence.allows_reuse else None,
        more_permissions=more_permissions,
    )


def attribution(work_title: str, maker: str, licence: Licence, url: str, language: str) -> str:
    """The line to copy next to a reused work; title and maker may be empty."""
    with force_locale(language):
        parts = {"licence": _terms(licence), "url": url}
        line: str
        if work_title and maker:
            line = gettext(
                "“%(title)s” by %(maker)s, %(licence)s, %(url)s",
                title=work_title,
                maker=maker,
                **parts,
            )
        elif work_title:
            line = gettext("“%(title)s”, %(licence)s, %(url)s", title=work_title, **parts)
        elif maker:
            line = gettext("Work by %(maker)s, %(licence)s, %(url)s", maker=maker, **parts)
        else:
            line = gettext("Untitled work, %(licence)s, %(url)s", **parts)
    return line


def _terms(licence: Licence) -> str:
    """The short label of a licence; the mark and the statements are said in words."""
    has_known_label = licence.is_licence and licence.id != "PDM-1.0"
    return licence.label if has_known_label else str(licence.name)
