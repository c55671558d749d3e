"""The letter on paper: one A4 sheet, with the words of an official paper."""

import pypdfium2

from tests.days import today


def test_the_letter_is_drawn_on_one_sheet_with_its_number_and_its_seal(desk, browser):
    measure_id = desk.letter()
    member = browser(desk.liaison)
    answer = member.client.get(f"/supervision/measures/{measure_id}/letter.pdf", headers={"Host": "localhost"})
    assert answer.mimetype == "application/pdf"
    assert f"supervision-letter-{today().year}-1.pdf" in answer.headers["Content-Disposition"]
    document = pypdfium2.PdfDocument(answer.get_data())
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    words = "".join(document[0].get_textpage().get_text_bounded().split())
    for part in (f"督办字〔{today().year}〕1号", "特此督办", "印章", desk.bank.name):
        assert part in words
