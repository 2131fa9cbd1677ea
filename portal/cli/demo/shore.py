"""Works from the roads and the sea: Moulin Blanc, Plougastel, Crozon, Le Conquet, the islands."""

from portal.cli.demo.telling import Change, Complaint, Verdict, Work

WORKS = (
    Work(
        21,
        "anneke",
        "sails",
        "summer",
        "Oude schepen op de rede",
        "Om de vier jaar komt de hele wereld hierheen. Wij lagen voor anker bij de Île Longue en "
        "telden achtenveertig masten voor het ontbijt.",
        ("zeilen", "feest", "rede"),
        (48.39120, -4.43400),
        "2016-07-14",
        28,
        "nl",
        translations={
            "fr": (
                "Vieux gréements dans la rade",
                "Tous les quatre ans, le monde entier vient ici. Nous étions au mouillage et nous "
                "avons compté quarante-huit mâts avant le petit déjeuner.",
            ),
            "br": ("Bigi kozh er morlenn", ""),
        },
        verdict=Verdict("erwan", "keep"),
    ),
    Work(
        22,
        "maelle",
        "tide",
        "dawn",
        "Grande marée au Moulin Blanc",
        "Coefficient 115 : la mer s'en va si loin qu'on marche où l'on nage. Ma tante ramassait "
        "les palourdes avec une fourchette et un vieux chapeau.",
        ("marée", "Moulin Blanc", "pêche à pied"),
        (48.39650, -4.43050),
        "2015-03-21",
        11,
    ),
    Work(
        23,
        "soizic",
        "chapel",
        "summer",
        "La chapelle de Saint-Jean, à Plougastel",
        "Le jour du pardon des oiseaux, les enfants venaient avec des cages. Maintenant on lâche "
        "seulement des cerfs-volants, et c'est mieux ainsi.",
        ("Plougastel", "chapelle", "pardon"),
        (48.38800, -4.35200),
        "2018-06-24",
        36,
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        24,
        "soizic",
        "harbour",
        "sepia",
        "Les bateaux de fraises au Tinduff",
        "Ma grand-mère est la silhouette au bout de la cale. Les paniers partaient pour "
        "l'Angleterre dans la nuit ; elle comptait en breton et marchandait en anglais.",
        ("Plougastel", "fraises", "Tinduff"),
        (48.33920, -4.36270),
        "1928~",
        6,
        ownership="old_or_found",
        licence="rights-unknown",
        why="Album de ma grand-mère, photographe ambulant dont le nom est perdu.",
        changes=(
            Change(
                "erwan",
                "D'après le registre du port, la cale date de 1926.",
                {"edtf": "1926/1931"},
            ),
            Change(
                "soizic",
                "J'ajoute ce que m'a raconté ma mère.",
                {
                    "description": "Ma grand-mère est la silhouette au bout de la cale. Les "
                    "paniers partaient pour l'Angleterre dans la nuit ; elle comptait en breton et "
                    "marchandait en anglais. Un panier sur dix restait pour les enfants."
                },
            ),
        ),
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        25,
        "erwan",
        "lighthouse",
        "day",
        "Le phare du Petit Minou",
        "Aligné avec le Portzic, il ouvre le goulet depuis 1848. Le pont de pierre est le plus "
        "court chemin que je connaisse entre une promenade et une tempête.",
        ("phare", "goulet", "Plouzané"),
        (48.33700, -4.61430),
        "2019-02-10",
        52,
        licence="CC-BY-4.0",
        translations={
            "en": (
                "The Petit Minou lighthouse",
                "In line with the Portzic, it has opened the narrows since 1848. Its stone bridge "
                "is the shortest way I know from a stroll to a gale.",
            ),
            "br": ("Tour-tan ar Mined bihan", ""),
            "nl": ("De vuurtoren van Petit Minou", ""),
        },
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        26,
        "yann",
        "lighthouse",
        "night",
        "Ar C'hreac'h, noz ha gwalarn",
        "Ne gousker ket kalz e Eusa pa c'hwezh ar gwalarn. Bannoù ar C'hreac'h a dremen war ar "
        "voger evel un horolaj.",
        ("tour-tan", "Eusa", "noz"),
        (48.45920, -5.12900),
        "2017-01",
        66,
        "br",
        translations={
            "fr": (
                "Le Créac'h, nuit et noroît",
                "On ne dort pas beaucoup à Ouessant quand le noroît souffle. Les faisceaux du "
                "Créac'h passent sur le mur comme une horloge.",
            ),
            "en": ("The Créac'h light, night and north-wester", ""),
        },
        verdict=Verdict("erwan", "keep"),
        size=(1000, 1400),
    ),
    Work(
        27,
        "anneke",
        "cliffs",
        "day",
        "Pen-Hir, de laatste stenen",
        "De Tas de Pois gezien vanaf het pad. We hadden brood bij ons en de meeuwen wisten dat.",
        ("Crozon", "kliffen", "wandelen"),
        (48.25900, -4.62180),
        "2021-06-03",
        19,
        "nl",
    ),
    Work(
        28,
        "maelle",
        "cliffs",
        "dusk",
        "La pointe de Pen-Hir au couchant",
        "Nous étions venus pour les fleurs et nous sommes restés pour la lumière. Le retour s'est "
        "fait à la lampe du téléphone.",
        ("Crozon", "Pen-Hir", "soir"),
        (48.25960, -4.62050),
        "2021-05",
        7,
        licence="CC-BY-NC-SA-4.0",
    ),
    Work(
        29,
        "erwan",
        "stones",
        "dusk",
        "Les alignements de Lagatjar",
        "Il en restait une soixantaine debout quand on les a relevés en 1928. Le manoir du poète "
        "est juste derrière, en ruine lui aussi.",
        ("menhirs", "Camaret", "Crozon"),
        (48.27620, -4.60960),
        "2014-11",
        88,
        verdict=Verdict("rozenn", "keep"),
    ),
    Work(
        30,
        "claire",
        "stones",
        "mist",
        "Kerloas in the drizzle",
        "The tallest one still standing, says the sign. My friends from Plouarzel say the two "
        "bumps bring luck to the newly-wed; they did not say whose.",
        ("standing stone", "Plouarzel"),
        (48.42520, -4.68130),
        "2020-02",
        57,
        "en",
        complaints=(
            Complaint("erwan", "wrong_description", "Il mesure 9,5 m, la légende dit 12 m."),
        ),
        changes=(Change("claire", "Erwan is right about the height.", {"tags": ("Plouarzel",)}),),
    ),
    Work(
        31,
        "maelle",
        "dunes",
        "gold",
        "Le chemin des Blancs-Sablons",
        "On pliait les serviettes au dernier moment, juste avant le dernier car pour Brest. Le "
        "sable restait dans les poches jusqu'à la Toussaint.",
        ("plage", "dunes", "Le Conquet"),
        (48.37080, -4.76450),
        "2009-08",
        130,
        verdict=Verdict("erwan", "keep"),
    ),
)
