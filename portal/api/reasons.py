"""Why the API refuses: every reason a program can meet, in words."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Reason:
    """A reason by its stable name: the status it comes with, what happened, what helps."""

    name: str
    status: int
    says: object
    helps: object


_ALL = (
    Reason(
        "bad_request",
        400,
        _l("The request could not be read."),
        _l("Look at the address and the headers that your program sends."),
    ),
    Reason(
        "bad_json",
        400,
        _l("The body is not one JSON object."),
        _l("Send a JSON object, in UTF-8, as application/json."),
    ),
    Reason(
        "unauthenticated",
        401,
        _l("A key is needed, or the one you sent does not work any more."),
        _l("Make a key on your account page and send it as “Authorization: Bearer …”."),
    ),
    Reason(
        "missing_scope",
        403,
        _l("Your key does not allow this."),
        _l("Make a key that does: “read” for reading, “contribute” for giving and changing."),
    ),
    Reason(
        "forbidden",
        403,
        _l("This is not yours to do."),
        _l("Only the contributor may publish or take back a work; curators may change it too."),
    ),
    Reason(
        "not_found",
        404,
        _l("There is nothing at this address, or nothing that you may see."),
        _l("Look at the id. Drafts of other people are not there for you."),
    ),
    Reason(
        "method_not_allowed",
        405,
        _l("This address does not know the method."),
        _l("The header Allow names the methods that work here."),
    ),
    Reason(
        "conflict",
        409,
        _l("Somebody else changed the same thing at the same moment."),
        _l("Send it again."),
    ),
    Reason(
        "state",
        409,
        _l("The state of the work does not allow this any more."),
        _l("Read the work again: it may be published or withdrawn already."),
    ),
    Reason(
        "id_taken",
        409,
        _l("Another work has the id that you made."),
        _l("If it was you who sent it, send it again. Else make a new id."),
    ),
    Reason(
        "duplicate",
        409,
        _l("This very file is here already."),
        _l("The member “existing” is the address of the work that shows it."),
    ),
    Reason(
        "gone",
        410,
        _l("The work was here and was taken back."),
        _l("Take it off your lists. Its contributor may give it again."),
    ),
    Reason(
        "outdated",
        412,
        _l("Somebody changed the work since you read it. Nothing was stored."),
        _l("Read it again. “conflicts” names the fields that both of you changed."),
    ),
    Reason(
        "too_large",
        413,
        _l("The request is too large."),
        _l("A picture may have up to 200 MB, everything else up to 1 MB."),
    ),
    Reason(
        "unsupported_media_type",
        415,
        _l("This media type is not taken here."),
        _l("Works are sent as multipart/form-data, changes as application/json."),
    ),
    Reason(
        "invalid",
        422,
        _l("Something that was sent does not fit."),
        _l("The member “errors” says for each field what is wrong."),
    ),
    Reason(
        "bad_id",
        422,
        _l("What was sent as an id is none."),
        _l("An id has 13 characters: digits and capital letters without I, L, O and U."),
    ),
    Reason(
        "bad_box",
        422,
        _l("The box cannot be read."),
        _l("A box is west,south,east,north in degrees."),
    ),
    Reason(
        "bad_cursor",
        422,
        _l("The cursor is not one of ours."),
        _l("Take the whole address in “next” as it is."),
    ),
    Reason(
        "null_byte",
        422,
        _l("There is a null byte in the address."),
        _l("Leave it out."),
    ),
    Reason(
        "empty",
        422,
        _l("The file is empty."),
        _l("Send the bytes of the picture in the part “file”."),
    ),
    Reason(
        "not_this_kind",
        422,
        _l("The file is not a picture of a kind that is taken."),
        _l("Send JPEG, PNG, WebP, HEIC, AVIF, TIFF or GIF."),
    ),
    Reason(
        "damaged",
        422,
        _l("The picture is damaged or incomplete."),
        _l("Take it from the camera again, or open and save it in a picture program."),
    ),
    Reason(
        "too_many_pixels",
        422,
        _l("The picture has too many pixels."),
        _l("Save it smaller and send that."),
    ),
    Reason(
        "precondition_required",
        428,
        _l("The change does not say which version it was begun from."),
        _l("Send the ETag that you read as If-Match."),
    ),
    Reason(
        "too_many_requests",
        429,
        _l("That was often in a short time."),
        _l("The header Retry-After says how many seconds to wait."),
    ),
    Reason(
        "unexpected",
        500,
        _l("Something broke on our side. Nothing was stored."),
        _l("Send it again later. If it happens again, tell us the “number”."),
    ),
    Reason(
        "disk_full",
        503,
        _l("There is no room for the file at the moment. Nothing was stored."),
        _l("Keep it and send it again later; whoever runs the portal knows."),
    ),
    Reason(
        "store_refuses",
        503,
        _l("The place where files are kept does not answer. Nothing was stored."),
        _l("Send it again in a few minutes."),
    ),
    Reason(
        "index_busy",
        503,
        _l("The search index is being worked on."),
        _l("Search again in a few seconds."),
    ),
    Reason(
        "index_unusable",
        503,
        _l("The search index cannot be read."),
        _l("Everything else works. Search again when it has been built anew."),
    ),
    Reason(
        "unavailable",
        503,
        _l("A part of the portal does not answer. Nothing was stored."),
        _l("Send it again in a few minutes."),
    ),
)
REASONS: dict[str, Reason] = {reason.name: reason for reason in _ALL}
