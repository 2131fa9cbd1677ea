"""Passwords of twelve characters or more that everybody tries first, and the stems of others.

From the tops of public lists of leaked passwords, kept to what our length rule lets through:
a whole entry, or a stem to which people add digits.
"""

COMMON = frozenset(
    """
    password passwordpassword password1234 password12345 password123456 123456789012 1234567890123
    1234567890ab 12345678910 123456789abc qwertyuiop qwertyuiop123 qwertyuiopas qwertyuiopasdf
    qwerty qwertyqwerty qwerty123456 azerty azertyazerty azertyuiop azertyuiopqs azerty123456
    1q2w3e4r5t6y 1qaz2wsx3edc qazwsxedcrfv zaq12wsxcde3 abcdefghijkl abcdefghijklm abcdefghijkl1
    abcd12345678 a1b2c3d4e5f6 iloveyou iloveyouforever iloveyou1234 jetaime jetaimefort
    motdepasse motdepasse123 monmotdepasse changeme changemenow changeme1234 letmein letmeinnow
    letmeinplease welcome welcomehome welcome12345 bienvenue bienvenue1234 administrator
    administrateur adminadmin admin1234567 administrator1 superman supermansuperman dragon
    football footballfoot baseball sunshine princess princesse chocolat chocolate soleil doudou
    loulou marseille bretagne bretagne2024 stadebrestois brest brestbrest wachtwoord
    wachtwoord123 welkom welkom123456 hallohallo geheim geheimpje gertrude thisisapassword
    thisismypassword mypassword mypassword12 trustno trustnoone trustnobody starwars
    whateverwhatever computer computer1234 internet internet1234 michael jordan jennifer
    correcthorsebatterystaple hunter ger-tremen gertremen degemer degemermat
    """.split()  # noqa: SIM905 - a list is read as words
)
