"""Who lives in the demonstration. All of them are invented."""

from portal.cli.demo.telling import Person

PEOPLE = (
    Person(
        "maelle",
        "Maëlle Kerbrat",
        "fr",
        "Née à Recouvrance, je photographie le port depuis que mon père m'a prêté son appareil.",
    ),
    Person("yann", "Yann Le Bihan", "br", "Kelenner brezhoneg e Brest, ha martolod d'ar sul."),
    Person(
        "rozenn",
        "Rozenn Riou",
        "fr",
        "Je relis ce qui arrive et j'aide à retrouver les lieux et les dates.",
        ("curator",),
    ),
    Person(
        "erwan",
        "Erwan Salaün",
        "fr",
        "Ancien guide du patrimoine. Les vieux gréements, les phares, les chapelles.",
        ("curator",),
    ),
    Person("nolwenn", "Nolwenn Abgrall", "fr", "", ("steward",)),
    Person(
        "tangi",
        "Tangi Morvan",
        "nl",
        "Archivaris. Ik beschrijf de oude foto's van families die ze ons toevertrouwen.",
        ("archivist",),
    ),
    Person("soizic", "Soizic Kerouanton", "fr", "Maraîchère à Plougastel, comme ma grand-mère."),
    Person("bernard", "Bernard Floc'h", "fr", "Docker au port de commerce pendant 34 ans."),
    Person("anneke", "Anneke de Vries", "nl", "Elke zomer met de boot in de rede van Brest."),
    Person("claire", "Claire Whitfield", "en", "I came for one year and stayed for twenty."),
)
