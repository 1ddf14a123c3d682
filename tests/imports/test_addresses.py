import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.addresses import Address, parse_address, split_street

A = Address
ADDRESSES = [
    ("Merwestraat 18a, 3311 ZZ Dordrecht", A("Merwestraat", 18, "A", "", "3311 ZZ", "Dordrecht")),
    ("3311ZZ DORDRECHT Merwestraat 18 A", A("Merwestraat", 18, "A", "", "3311 ZZ", "DORDRECHT")),
    ("3311 ZZ, Dordrecht, Merwestraat 18", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18 Dordrecht", A("Merwestraat", 18, "", "", "", "Dordrecht")),
    ("Merwestraat 18, Dordrecht, Nederland", A("Merwestraat", 18, "", "", "", "Dordrecht")),
    ("MERWESTRAAT 18 DORDRECHT", A("MERWESTRAAT", 18, "", "", "", "DORDRECHT")),
    ("Merwestraat 18", A("Merwestraat", 18)),
    ("Merwestraat 18, 3311 ZZ", A("Merwestraat", 18, "", "", "3311 ZZ")),
    ("Merwestraat18, 3311 ZZ Dordrecht", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18\n3311 ZZ  Dordrecht", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18 - 3311ZZ - Dordrecht", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18-20 3311 zz Dordrecht", A("Merwestraat", 18, "", "20", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18 A-3 3311ZZ Dordrecht", A("Merwestraat", 18, "A", "3", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18 t/m 22 3311 ZZ Dordrecht", A("Merwestraat", 18, "", "22", "3311 ZZ", "Dordrecht")),
    ("Merwestraat 18 hs 3311 ZZ Dordrecht", A("Merwestraat", 18, "", "hs", "3311 ZZ", "Dordrecht")),
    ("Dordrecht, Merwestraat 18", A("Merwestraat", 18, "", "", "", "Dordrecht")),
    ("Dordrecht 3311 ZZ Merwestraat 18", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht")),
    ("Postbus 12 3300 AA Dordrecht", A("Postbus", 12, "", "", "3300 AA", "Dordrecht")),
    ("Plein 1940 12, 3311 AB Dordrecht", A("Plein 1940", 12, "", "", "3311 AB", "Dordrecht")),
    ("2e Merwedestraat 5 Sliedrecht", A("2e Merwedestraat", 5, "", "", "", "Sliedrecht")),
    ("3334XX Zwijndrecht, 1e Energieweg 1", A("1e Energieweg", 1, "", "", "3334 XX", "Zwijndrecht")),
    ("3342 AA Hendrik Ido Ambacht Kerkstraat 4", A("Kerkstraat", 4, "", "", "3342 AA", "Hendrik Ido Ambacht")),
    ("3295 AB 's-Gravendeel Kerkstraat 4c", A("Kerkstraat", 4, "C", "", "3295 AB", "'s-Gravendeel")),
    ("Kerkstraat 4 's-Gravendeel", A("Kerkstraat", 4, "", "", "", "'s-Gravendeel")),
    ("Kerkstraat 4 H.I. Ambacht", A("Kerkstraat", 4, "", "", "", "H.I. Ambacht")),
    ("'t Zand 4, 3311 AA Dordrecht", A("'t Zand", 4, "", "", "3311 AA", "Dordrecht")),
    ("3311 ZZ Dordrecht", A("", None, "", "", "3311 ZZ", "Dordrecht")),
    ("Merwestraat, Dordrecht", A("Merwestraat", None, "", "", "", "Dordrecht")),
    ("Dordrecht", A("", None, "", "", "", "Dordrecht")),
    ("De Merwe, Merwestraat 18, 3311 ZZ Dordrecht", A("Merwestraat", 18, "", "", "3311 ZZ", "Dordrecht", "De Merwe")),
    ("Rue de la Loi 200, 1040 Brussel", A(rest="Rue de la Loi 200, 1040 Brussel")),
    ("Coolsingel 192, 3011bv Rotterdam", A("Coolsingel", 192, "", "", "3011 BV", "Rotterdam")),
    ("Coolsingel 192 3011 nr Rotterdam", A("Coolsingel", 192, "", "", "3011 NR", "Rotterdam")),
    ("Rijksweg 1200 de Hoek", A("Rijksweg", 1200, "", "", "", "de Hoek")),
    ("33 44 55", A(rest="33 44 55")),
    ("", A()),
]


@pytest.mark.parametrize(("raw", "address"), ADDRESSES, ids=[raw or "empty" for raw, _ in ADDRESSES])
def test_an_address_in_one_cell_is_taken_apart(raw, address):
    assert parse_address(raw) == address


def test_a_street_with_its_number_is_split():
    assert split_street("Burg. de Zeeuwlaan 3 bis")[:4] == ("Burg. de Zeeuwlaan", 3, "", "bis")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_rest(raw):
    parse_address(raw)
