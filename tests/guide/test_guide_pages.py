"""The guide says what is true of this portal."""

from portal.licences import LICENCES


def test_the_page_about_the_portal_names_the_city(client):
    assert "the people of Brest" in client.get("/about/?lang=en").text


def test_features_that_are_not_there_leave_no_dead_link(client):
    page = client.get("/about/?lang=en").text
    assert 'href="/about/licences"' in page
    assert "/contribute" not in page and "/people/" not in page


def test_every_licence_stands_in_the_table_with_its_address(client):
    page = client.get("/about/licences?lang=en").text
    for licence in LICENCES.values():
        assert f'id="{licence.id}"' in page
        assert licence.url in page
        assert str(licence.name) in page


def test_the_guide_stands_in_the_footer(client):
    assert 'href="/about/licences"' in client.get("/about/").text
