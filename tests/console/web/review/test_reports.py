"""Anyone may say that a row is wrong; reviewers read it, programs can't flood them."""

from __future__ import annotations

from console.web.reports.page import LONGEST, PER_ADDRESS
from core.model.person import Role
from core.storage.reports import Reports
from tests.console.web.pages import parsed, record_url, words
from tests.console.web.people import browser_of, send, signed_in, token
from tests.console.web.seeding import HOSTILE, PDF_NOTICE, Shelf

AVIS = "avis-marches"
HERE = record_url(AVIS, PDF_NOTICE, "/signaler")
REVIEW = HERE.replace("/datasets/", "/revue/").removesuffix("/signaler")


def test_a_report_reaches_the_reviewer_and_is_closed(desk: Shelf) -> None:
    reader = browser_of(desk.site)
    answer = send(reader, HERE, champ="montant_estime", message=f"Le montant est faux {HOSTILE}")
    assert "Merci" in words(parsed(answer.text).xpath("//*[@role='status']")[0])
    owner = signed_in(desk.site, "ana@ville.example", Role.OWNER, datasets=[AVIS])
    assert "Signalement" in owner.get("/revue").text
    page = parsed(owner.get(REVIEW).text)
    assert "Le montant est faux" in words(page.xpath("//*[@class='alarm']")[0])
    assert not page.xpath("//main//script")
    assert page.xpath("//*[@id='champ-montant_estime' and contains(@class, 'state-reported')]")
    data = {"jeton": token(owner, REVIEW), "decision": "classer"}
    assert owner.post(REVIEW, data=data).status_code == 303
    with desk.site.database.read() as tx:
        assert Reports(tx).reported([AVIS], 10) == []


def test_reports_are_limited_and_checked(desk: Shelf) -> None:
    reader = browser_of(desk.site)
    assert send(reader, HERE, message=" ").status_code == 400
    assert send(reader, HERE, message="x" * (LONGEST + 1)).status_code == 400
    assert send(reader, HERE, message="x", champ="nulle").status_code == 404
    assert send(reader, HERE, message="réclame", site="https://spam.example").status_code == 200
    for _ in range(PER_ADDRESS.most):
        assert send(reader, HERE, message="encore").status_code == 200
    assert send(reader, HERE, message="encore").status_code == 429
    with desk.site.database.read() as tx:
        stored = Reports(tx).open_of(AVIS, [PDF_NOTICE])[PDF_NOTICE]
    assert [each.message for each in stored] == ["encore"] * PER_ADDRESS.most
    assert browser_of(desk.site).post(HERE, data={"message": "x"}).status_code == 403
    assert reader.get(record_url(AVIS, "nulle", "/signaler")).status_code == 404
