"""What is known of an address card before it was read."""

from clientlog.interchange.vcard.values import Card


def test_a_card_is_of_a_person_and_has_nothing_but_a_name() -> None:
    """Everything else is empty until it is said."""
    card = Card("a.vcf: line 1", "Dana Reyes")
    assert (card.emails, card.phones, card.tags) == ((), (), ())
    assert (card.organization, card.role, card.uid) == ("", "", "")
    assert card.kind == "individual"
