"""Accounts, administration, trail, drafts."""

from django.utils import timezone

from perspektiv.records.access.models import Deputy
from perspektiv.records.access.roles import Role
from tests.matrix.page import ALL, EVERYBODY, NOBODY, Page
from tests.matrix.side import Side
from tests.records.personas import make_user


def account(side: Side) -> dict[str, object]:
    return {"id": make_user(side.centre, "Neu", "Stieglitz", Role.COUNSELLOR).id}


def deputy(side: Side) -> dict[str, object]:
    today = timezone.localdate()
    other = make_user(side.centre, "Vera", "Wendehals", Role.COUNSELLOR)
    named = Deputy.objects.create(
        centre=side.centre, absent=side.counsellor, deputy=other, starts_on=today, ends_on=today
    )
    return {"id": named.id}


PAGES = [
    Page("access:account", "GET", by=ALL),
    Page("access:language", "POST", by=ALL, data={"language": "en"}),
    Page("access:first_steps_hide", "POST", by="ada"),
    Page("access:first_steps_show", "POST", by="ada"),
    Page("access:choose_centre", "POST", by=ALL),
    Page("access:sessions_end", "POST", by=ALL),
    Page("access:draft", "GET POST DELETE", kwargs={"form": "note"}, by=ALL),
    Page("access:invitation", "GET POST", kwargs={"token": "used-up"}, by=EVERYBODY),
    Page("access:first_steps", "GET POST", by=NOBODY),
    Page("access:administration", "GET", by="ada"),
    Page("access:account_new", "GET POST", by="ada"),
    Page("access:account_edit", "GET POST", of=account, by="ada"),
    Page("access:account_invite_again", "POST", of=account, by="ada"),
    Page("access:account_close", "POST", of=account, by="ada"),
    Page("access:account_open", "POST", of=account, by="ada"),
    Page("access:account_sessions_end", "POST", of=account, by="ada"),
    Page("access:account_login_forget", "POST", of=account, by="ada"),
    Page("access:account_second_factors", "POST", of=account, by="ada"),
    Page("access:deputies", "GET POST", by="ada"),
    Page("access:deputy_end", "POST", of=deputy, by="ada"),
    Page("access:centre", "GET POST", by="ada"),
    Page("access:centre_new", "GET POST", by="ada"),
    Page("access:trail", "GET", by="hanne quirin august ada"),
    Page("access:trail_verify", "POST", by="hanne quirin august ada"),
]
