"""Headers as lists write them, on letters and digits only: per field those that say just this, then those that may."""

HEADERS: dict[str, tuple[str, str]] = {
    "kvk_number": (
        "kvk kvknummer kvknr kvknum kvkno kvknumber kamervankoophandel kamervankoophandelnummer nummerkvk "
        "inschrijfnummerkvk handelsregisternummer handelsregisternr hrnummer kvkinschrijfnummer kvkdossiernummer "
        "kvkdossier dossiernummerkvk kvk8 kvknummer8cijfers",
        "dossiernummer dossiernr dossier inschrijfnummer inschrijvingsnummer cocnumber",
    ),
    "establishment_number": (
        "vestigingsnummer vestigingsnr vestigingnummer vestigingnr vestnummer vestnr vestigingsnummerkvk "
        "kvkvestigingsnummer nummervestiging vestigingsnum",
        "vestiging subdossiernummer vestigingsid",
    ),
    "trade_name": (
        "handelsnaam eerstehandelsnaam handelsnaam1 bedrijfsnaam naambedrijf naamonderneming ondernemingsnaam "
        "naamvandeonderneming naamvanhetbedrijf naamorganisatie organisatienaam naamvandeorganisatie werkgever "
        "naamwerkgever werkgeversnaam naamleerbedrijf leerbedrijf leerbedrijfnaam naamvestiging vestigingsnaam "
        "bedrijf organisatie onderneming firma firmanaam firmnaam naamfirma klantnaam relatienaam accountnaam "
        "naamrelatie naamklant companyname company handelsnaamvestiging kernhandelsnaam naamlid lidnaam naamzaak",
        "naam naam1 verkortenaam handelsnamen klant relatie lid account instelling winkel zaak deelnemer lidbedrijf "
        "naamvolledig volledigenaam",
    ),
    "legal_name": (
        "statutairenaam vennootschapsnaam naamvennootschap rechtspersoon naamrechtspersoon juridischenaam "
        "officielenaam statutairehandelsnaam naamstatutair volledigestatutairenaam juridischebedrijfsnaam",
        "vennootschap moederbedrijf",
    ),
    "legal_form": ("rechtsvorm uitgebreiderechtsvorm rechtsvormomschrijving omschrijvingrechtsvorm", "rv"),
    "address": (
        "adres volledigadres adresvolledig adresgegevens bezoekadres vestigingsadres bedrijfsadres adresbedrijf "
        "naw nawgegevens adrespostcodeplaats adresenplaats adresplaats adresenwoonplaats",
        "locatie address adresregel adresregel1",
    ),
    "street": (
        "straat straatnaam straatnaamvestiging adresstraat street",
        "straatenhuisnummer straathuisnummer straathuisnr straatnaamenhuisnummer straatnummer straatnaamhuisnummer",
    ),
    "house_number": ("huisnummer huisnr huisnum nummerhuis hnr hsnr housenumber", "nr huisnummervolledig"),
    "house_letter": ("huisletter hletter huisnummerletter", "letter"),
    "house_number_addition": (
        "toevoeging huisnummertoevoeging huisnrtoevoeging huisnrtoev toev hnrtoev huistoevoeging toevoeginghuisnummer "
        "huisnummertoev",
        "addition",
    ),
    "postcode": (
        "postcode pc postcd pcode zip postalcode zipcode postkode pc6 postcode6",
        "postcodeplaats postcodeenplaats postcodewoonplaats postcodeenwoonplaats pcplaats pcenplaats",
    ),
    "place": ("plaats plaatsnaam woonplaats vestigingsplaats plaatsvestiging woonplaatsnaam city", "stad dorp kern"),
    "municipality": ("gemeente gemeentenaam naamgemeente vestigingsgemeente gemnaam", "gem"),
    "sbi_code": (
        "sbi sbicode sbihoofdactiviteit sbicodehoofdactiviteit hoofdactiviteitsbi hoofdactiviteitcode sbihoofd "
        "sbicodehoofd sbi1 sbicode1 codehoofdactiviteit sbi2008 sbicode2008 sbi2025 sbicode2025 hoofdsbi",
        "bik bikcode activiteitencode hoofdactiviteit branchecode",
    ),
    "sbi_description": (
        "sbiomschrijving omschrijvingsbi omschrijvinghoofdactiviteit sbicodeomschrijving activiteitomschrijving "
        "bedrijfsomschrijving omschrijvingactiviteit hoofdactiviteitomschrijving activiteit activiteiten "
        "sbihoofdactiviteitomschrijving",
        "omschrijving hoofdactiviteit",
    ),
    "sector": ("sector branche sectornaam branchenaam bedrijfstak sectorbranche branchesector sectoren", "industrie"),
    "working_people": (
        "werkzamepersonen aantalwerkzamepersonen werkzamepersonentotaal totaalwerkzamepersonen wptotaal totwp wp awp "
        "aantalwp werkzamepers werkzpers klassewerkzamepersonen klassewp codewerkzamepersonen grootteklasse "
        "klassewerkzamepersonentotaal codeklassewerkzamepersonentotaal aantalmedewerkers medewerkers "
        "aantalwerknemers werknemers bedrijfsgrootte bedrijfsomvang aantalpersoneelsleden personeel "
        "omvangklasse aantalpersonen aantalpersoneel werkzamepersonenklasse",
        "omvang grootte fte aantalfte grootteklassewp voltijdwerkzamepersonen personen",
    ),
    "phone": (
        "telefoon telefoonnummer tel telnr telnummer telefoonnr telefoonvast vastnummer algemeentelefoonnummer "
        "telefoonalgemeen phone phonenumber telefoonzakelijk telefoonwerk vastetelefoon telefoonbedrijf "
        "telefoonnummers tel1 telefoon1",
        "nummertelefoon belnummer tel2 telefoon2",
    ),
    "mobile_phone": (
        "mobiel mobielnummer mobieltelefoonnummer mobieletelefoon gsm mobielnr mob mobielenummer 06nummer",
        "06",
    ),
    "email": (
        "email emailadres mail mailadres emailalgemeen algemeenemailadres emailbedrijf mailalgemeen emailaddress "
        "emailadressen emailzakelijk",
        "correspondentieemail email1 epost",
    ),
    "website": (
        "website internetadres www url web homepage internet websites webadres webpagina websiteadres internetsite",
        "site",
    ),
    "contact_name": (
        "contactpersoon contactpersonen naamcontactpersoon contactnaam contactpersoonnaam contact contactperson "
        "voornaam voornamen tussenvoegsel tussenvoegsels achternaam voorletters contactpersoonbedrijf",
        "naam eigenaar directeur aanspreekpunt tav praktijkopleider praktijkhouder ondernemer",
    ),
    "contact_role": (
        "functie functiecontactpersoon rol functienaam functieomschrijving rolcontactpersoon",
        "functietitel positie",
    ),
    "contact_phone": (
        "telefooncontactpersoon telcontactpersoon directnummer doorkiesnummer",
        "telefoon telefoonnummer tel mobiel",
    ),
    "contact_email": ("emailcontactpersoon mailcontactpersoon emailadrescontactpersoon", "email emailadres mail"),
    "own_key": (
        "relatienummer relatienr relatieid klantnummer klantnr klantid debiteurnummer debiteurennummer lidnummer "
        "accountnummer leerbedrijfid idleerbedrijf bedrijfsid bedrijfid organisatieid recordid idnummer werkgeverid "
        "werkgeversnummer relatiecode klantcode bedrijfsnummer lidmaatschapsnummer",
        "id nummer sleutel code volgnummer",
    ),
    "remarks": (
        "opmerking opmerkingen notitie notities bijzonderheden toelichting memo aantekening aantekeningen commentaar "
        "remarks notes remark overigeopmerkingen",
        "info informatie extra overig status stand",
    ),
    "crebo_codes": (
        "crebo crebocode crebocodes crebonummer crebonr crebos kwalificatiecode creboopleiding kwalificaties "
        "erkendekwalificaties erkendvoor",
        "opleidingscode",
    ),
    "qualification_name": (
        "kwalificatie kwalificatienaam naamkwalificatie creboomschrijving omschrijvingcrebo opleidingsnaam "
        "naamopleiding kwalificatieomschrijving crebonaam",
        "opleiding",
    ),
    "qualification_level": ("niveau mboniveau niveaukwalificatie kwalificatieniveau opleidingsniveau", ""),
    "accredited_from_on": (
        "erkendvanaf erkendsinds startdatumerkenning begindatumerkenning ingangsdatumerkenning erkenningvanaf "
        "datumerkenning erkenningsdatum",
        "startdatum begindatum ingangsdatum vanaf van datumingang",
    ),
    "accredited_until_on": (
        "erkendtot erkendtotenmet erkendtm einddatumerkenning erkenningtot erkenningtotenmet vervaldatumerkenning",
        "einddatum vervaldatum tot totenmet geldigtot geldigtotenmet",
    ),
    "member_since_on": (
        "lidsinds lidvanaf ingangsdatumlidmaatschap startdatumlidmaatschap begindatumlidmaatschap aanmelddatum "
        "datumlidmaatschap lidmaatschapsinds",
        "sinds inschrijfdatum",
    ),
    "is_non_mailing": (
        "nmi indnonmailing nonmailing nonmailingindicator nonmailingindicatie indicatienonmailing geenpost "
        "nonmailingind nonmailingj",
        "",
    ),
    "is_address_shielded": (
        "indafgeschermd adresafgeschermd afgeschermd indicatieafgeschermd afgeschermdadres afscherming",
        "",
    ),
    "is_main_establishment": (
        "hoofdvestiging indhoofdvestiging hoofdnevenvestiging hoofdofnevenvestiging indicatiehoofdvestiging "
        "typevestiging soortvestiging hoofdneven hoofdvestigingjn",
        "",
    ),
    "last_contact_on": (
        "laatstecontact laatstcontact datumlaatstecontact laatstecontactdatum laatstecontactmoment laatstgesproken "
        "datumlaatstcontact datumlaatstecontactmoment laatstebezoek datumlaatstebezoek",
        "contactdatum datumcontact",
    ),
    "size_reference_date": (
        "peildatum peildatumwerkzamepersonen peildatumwp datumpeiling standper peildatumomvang datumwerkzamepersonen",
        "peiljaar",
    ),
}

# Columns with the day that the whole list is of; one of them may be a field as well
REFERENCE_DATE = (
    "peildatum", "peildatumlijst", "peildatumbestand", "peildatumgegevens", "datumpeiling", "standper", "standop",
    "datumstand", "standdatum", "datumstandper", "selectiedatum", "datumselectie", "exportdatum", "datumexport",
    "uitdraaidatum", "datumuitdraai", "bestandsdatum", "datumbestand", "lijstdatum", "datumlijst", "rapportdatum",
    "datumrapport", "aanleverdatum", "datumaanlevering",
)  # fmt: skip

OWNER_PREFIXES = ("contactpersoon", "contactpers", "contact", "cp")
CONTACT_HEADERS = {
    **dict.fromkeys(
        ("naam", "volledigenaam", "voornaam", "achternaam", "tussenvoegsel", "voorletters"), "contact_name"
    ),
    **dict.fromkeys(("functie", "rol"), "contact_role"),
    **dict.fromkeys(("telefoon", "telefoonnummer", "tel", "telnr", "mobiel", "mobielnummer", "gsm"), "contact_phone"),
    **dict.fromkeys(("email", "emailadres", "mail", "mailadres"), "contact_email"),
}

# What may stand before or after the words above without changing what they say
IGNORED_PREFIXES = (
    "vestigingsadres", "bezoekadres", "vestiging", "bezoek", "bedrijfs", "bedrijf", "werkgever", "organisatie",
    "leerbedrijf", "adres", "kvk", "locatie", "relatie", "hoofd", "verplicht", "optioneel",
)  # fmt: skip

# Columns about another address than the one where people work
OTHER_ADDRESS = (
    "correspondentie", "postadres", "factuur", "facturatie", "postbus", "postpostcode", "postplaats", "poststraat",
    "posthuisnummer", "prive",
)  # fmt: skip

REGISTER = (
    "Register: "  # in front of every column that a return file adds, so that it is never read back as a list's own
)
