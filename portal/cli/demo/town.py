"""Works from the town: the two banks of the Penfeld, Siam, the port, Saint-Marc."""

from portal.cli.demo.telling import Change, Verdict, Work

WORKS = (
    Work(
        1,
        "maelle",
        "bridge",
        "dusk",
        "Le pont de Recouvrance, un soir de novembre",
        "Le tram passait juste au moment où les lumières s'allumaient. Quand j'étais petite, on "
        "restait ici pour voir le tablier monter et laisser passer les bateaux gris. Mon père "
        "disait que c'était la porte de la ville.",
        ("pont", "Recouvrance", "Penfeld", "soir"),
        (48.38355, -4.49665),
        "2024-11-16",
        3,
        translations={
            "en": (
                "The Recouvrance bridge on a November evening",
                "The tram went over just as the lights came on. When I was small we stood here to "
                "watch the deck go up for the grey ships. My father called it the gate of the "
                "town.",
            ),
            "nl": (
                "De brug van Recouvrance op een novemberavond",
                "De tram reed er net overheen toen de lichten aangingen. Als kind stonden we hier "
                "te kijken hoe het brugdek omhoogging voor de grijze schepen.",
            ),
        },
    ),
    Work(
        2,
        "tangi",
        "bridge",
        "silver",
        "Le pont de Recouvrance tout neuf",
        "Tirage trouvé dans un album de la famille Morvan. Au dos, au crayon : « le dimanche après "
        "l'inauguration, tout Brest était là ». Les pylônes sont encore blancs.",
        ("pont", "Recouvrance", "reconstruction"),
        (48.38362, -4.49652),
        "1954~",
        61,
        ownership="old_or_found",
        licence="rights-unknown",
        why="Album de famille, le photographe n'est pas connu.",
        changes=(Change("erwan", "L'inauguration était en juillet 1954.", {"edtf": "1954-07~"}),),
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        3,
        "bernard",
        "cranes",
        "sepia",
        "Le cinquième bassin vu du grutage",
        "C'est mon grand-père qui tenait la grue du milieu. On déchargeait le charbon à la pelle "
        "et au panier, et le soir la rue entière toussait. Il m'a donné cette photo le jour de "
        "mon embauche.",
        ("port de commerce", "travail", "dockers"),
        (48.38560, -4.47000),
        "1936?",
        118,
        ownership="old_or_found",
        licence="rights-unknown",
        why="Photo reçue de mon grand-père, auteur inconnu.",
        maker="Photographe inconnu",
        verdict=Verdict("erwan", "keep"),
    ),
    Work(
        4,
        "maelle",
        "tram",
        "day",
        "Rue de Siam, le tram et les platanes",
        "Le samedi matin, entre deux averses. La rue descend tout droit vers la rade et on "
        "sent l'iode dès la place de la Liberté.",
        ("tram", "Siam", "rue"),
        (48.38705, -4.49005),
        "2023-04-15",
        9,
        licence="CC-BY-4.0",
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        5,
        "claire",
        "market",
        "summer",
        "Saturday at the Saint-Louis market",
        "The woman with the strawberries knows everybody's grandmother. I learned most of my "
        "French between the fish and the artichokes, and some of it cannot be repeated.",
        ("market", "Saint-Louis", "food"),
        (48.38540, -4.49180),
        "2022-06",
        14,
        "en",
        translations={
            "fr": (
                "Un samedi aux halles Saint-Louis",
                "La dame aux fraises connaît la grand-mère de tout le monde. J'ai appris mon "
                "français entre le poisson et les artichauts, et tout n'est pas à répéter.",
            )
        },
        verdict=Verdict("erwan", "keep"),
    ),
    Work(
        6,
        "yann",
        "street",
        "gold",
        "Straed Sant-Malo, ar straed koshañ",
        "Amañ e oa ti va mamm-gozh a-raok ar brezel. Chomet eo ar mein hag ar skalieroù, "
        "hag un nebeud tud a laka bleunioù war ar prenestroù.",
        ("straed", "Recouvrance", "istor"),
        (48.38905, -4.49810),
        "2021-09",
        22,
        "br",
        translations={
            "fr": (
                "La rue Saint-Malo, la plus vieille rue",
                "La maison de ma grand-mère était ici avant la guerre. Il reste les pierres et "
                "les escaliers, et quelques personnes qui fleurissent les fenêtres.",
            )
        },
    ),
    Work(
        7,
        "erwan",
        "castle",
        "day",
        "Le château et ses tours, côté Penfeld",
        "Dix-sept siècles de murs : les bases romaines se voient à marée basse. La tour de droite "
        "est la tour Paradis, on y entrait par le pont-levis.",
        ("château", "Penfeld", "patrimoine"),
        (48.38160, -4.49440),
        "2020-08-02",
        47,
        licence="CC0-1.0",
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        8,
        "tangi",
        "castle",
        "faded",
        "Le château depuis la tour Tanguy",
        "Diapositive d'un voyage scolaire. La couleur a tourné, mais on voit encore les voiles "
        "du centre nautique.",
        ("château", "tour Tanguy", "école"),
        (48.38335, -4.49760),
        "197X",
        95,
        ownership="with_permission",
        licence="CC-BY-SA-4.0",
        why="La famille de l'institutrice nous l'a confiée avec son accord écrit.",
        maker="Yvonne Le Goff",
    ),
    Work(
        9,
        "maelle",
        "cablecar",
        "day",
        "Première traversée en téléphérique",
        "Trois minutes au-dessus de la Penfeld. Ma fille a compté les fenêtres des Capucins et en "
        "a trouvé deux cents.",
        ("téléphérique", "Capucins", "Penfeld"),
        (48.38600, -4.49905),
        "2016-11-19",
        160,
        changes=(
            Change(
                "rozenn",
                "Le nom complet aide à la recherche.",
                {"title": "Première traversée en téléphérique, aux Capucins"},
            ),
            Change(
                "maelle",
                "Je précise qui est sur la photo : personne de reconnaissable.",
                {"tags": ("téléphérique", "Capucins", "Penfeld", "2016")},
            ),
        ),
        verdict=Verdict("erwan", "keep"),
    ),
    Work(
        10,
        "nolwenn",
        "tram",
        "dawn",
        "Le tram à la station Liberté",
        "Photo du service communication de la ville pour l'ouverture de la ligne.",
        ("tram", "Liberté", "transports"),
        (48.39060, -4.48620),
        "2012-06-23",
        200,
        licence="etalab-2.0",
        ownership="city",
        maker="Ville de Brest",
        verdict=Verdict("rozenn", "keep"),
    ),
)
