"""Units of measure and money: how they are written, what they are called here, what they are in one another."""

from __future__ import annotations

import re

from onrecord.late import late

UNITS: dict[str, tuple[str, str, float]] = {
    # name: how it is written besides, what it measures, how much of that one is
    "metres": (r"met(?:re|er)s?|m", "length", 1.0),
    "kilometres": (r"kilomet(?:re|er)s?|km|kms", "length", 1000.0),
    "centimetres": (r"centimet(?:re|er)s?|cm", "length", 0.01),
    "millimetres": (r"millimet(?:re|er)s?|mm", "length", 0.001),
    "miles": (r"miles?", "length", 1609.344),
    "feet": (r"feet|foot|ft", "length", 0.3048),
    "nautical miles": (r"nautical miles?", "length", 1852.0),
    "light years": (r"light[- ]years?", "length", 9.4607304725808e15),
    "yards": (r"yards?|yds?", "length", 0.9144),
    "inches": (r"inch(?:es)?", "length", 0.0254),
    "square kilometres": (r"square[- ]kilomet(?:re|er)s?|sq\.? km|km²", "area", 1e6),
    "square metres": (r"square[- ]met(?:re|er)s?|sq\.? m|m²", "area", 1.0),
    "square miles": (r"square[- ]miles?|sq\.? mi(?:les)?", "area", 2589988.11),
    "square feet": (r"square[- ](?:feet|foot)|sq\.? ft", "area", 0.09290304),
    "cubic kilometres": (r"cubic kilomet(?:re|er)s?|km³", "volume", 1e12),
    "cubic feet": (r"cubic[- ](?:feet|foot)", "volume", 28.316846592),
    "hectares": (r"hectares?|ha", "area", 1e4),
    "acres": (r"acres?", "area", 4046.8564224),
    "tonnes": (r"tonnes?|metric tons?", "mass", 1000.0),
    "tons": (r"tons?", "mass", 907.18474),
    "kilograms": (r"kilogram(?:me)?s?|kilos?|kgs?", "mass", 1.0),
    "grams": (r"gram(?:me)?s?|g", "mass", 0.001),
    "pounds of weight": (r"lbs?", "mass", 0.45359237),
    "milligrams": (r"milligram(?:me)?s?|mg", "mass", 1e-6),
    "ounces": (r"ounces?|oz", "mass", 0.0283495231),
    "litres": (r"lit(?:re|er)s?", "volume", 1.0),
    "millilitres": (r"millilit(?:re|er)s?|ml", "volume", 0.001),
    "gallons": (r"gallons?", "volume", 3.785411784),
    "barrels": (r"barrels?", "volume", 158.987294928),
    "cubic metres": (r"cubic[- ]met(?:re|er)s?|m³", "volume", 1000.0),
    "degrees Celsius": (r"degrees? (?:celsius|centigrade)|°\s?c|degrees c|(?-i:C)", "temperature", 1.0),
    "degrees Fahrenheit": (r"degrees? fahrenheit|°\s?f|degrees f|(?-i:F)", "temperature F", 1.0),
    "degrees": (r"degrees?|°", "degrees", 1.0),
    "miles an hour": (r"mph|miles (?:an|per) hour", "speed", 0.44704),
    "kilometres an hour": (r"km/h|kph|kmh|kilomet(?:re|er)s (?:an|per) hour", "speed", 1 / 3.6),
    "metres a second": (r"m/s|met(?:re|er)s (?:a|per) second", "speed", 1.0),
    "kilometres a second": (r"km/s|kilomet(?:re|er)s (?:a|per) second", "speed", 1000.0),
    "knots": (r"knots?", "speed", 0.514444),
    "kilowatts": (r"kilowatts?|kw", "power", 1e3),
    "megawatts": (r"megawatts?|mw", "power", 1e6),
    "gigawatts": (r"gigawatts?|gw", "power", 1e9),
    "kilowatt-hours": (r"kilowatt[- ]hours?|kwh", "energy", 0.001),
    "megawatt-hours": (r"megawatt[- ]hours?|mwh", "energy", 1.0),
    "gigawatt-hours": (r"gigawatt[- ]hours?|gwh", "energy", 1e3),
    "terawatt-hours": (r"terawatt[- ]hours?|twh", "energy", 1e6),
    "seconds": (r"seconds?", "time", 1.0),
    "minutes": (r"minutes?|mins?", "time", 60.0),
    "hours": (r"hours?|hrs?", "time", 3600.0),
    "days": (r"days?", "time", 86400.0),
    "nights": (r"nights?", "nights", 1.0),
    "weeks": (r"weeks?", "time", 604800.0),
    "months": (r"months?", "time", 2629746.0),
    "years": (r"years?|yrs?", "time", 31556952.0),
    "decades": (r"decades?", "time", 315569520.0),
    "centuries": (r"centur(?:y|ies)", "time", 3155695200.0),
    "points": (r"points?", "points", 1.0),
    "per cent": (r"per ?cent|%|pct", "share", 1.0),
    "percentage points": (r"percentage points?", "percentage points", 1.0),
    "basis points": (r"basis points?", "percentage points", 0.01),
    "parts per million": (r"parts per million|ppm", "concentration", 1.0),
    "parts per billion": (r"parts per billion|ppb", "concentration", 0.001),
    "dollars": (r"dollars?", "dollars", 1.0),
    "cents": (r"cents?", "cents", 1.0),
    "pounds": (r"pounds?(?: sterling)?", "pounds", 1.0),
    "pence": (r"pence|(?-i:p)", "pounds", 0.01),
    "euros": (r"euros?", "euros", 1.0),
    "crowns": (r"crowns?|kron(?:or|er|a|e)", "crowns", 1.0),
    "dinars": (r"dinars?", "dinars", 1.0),
    "dirhams": (r"dirhams?", "dirhams", 1.0),
    "riyals": (r"riyals?", "riyals", 1.0),
    "rand": (r"rand", "rand", 1.0),
    "zlotys": (r"zlot(?:ys?|ies)", "zlotys", 1.0),
    "baht": (r"baht", "baht", 1.0),
    "francs": (r"francs?", "francs", 1.0),
    "rupees": (r"rupees?", "rupees", 1.0),
    "yen": (r"yen", "yen", 1.0),
    "yuan": (r"yuan", "yuan", 1.0),
    "pesos": (r"pesos?", "pesos", 1.0),
    "roubles": (r"r(?:o)?ubles?", "roubles", 1.0),
    "shekels": (r"shekels?", "shekels", 1.0),
    "lira": (r"lira", "lira", 1.0),
}
"""A name is what the program prints. Tons are the American ones; money is never changed into another's."""
SIGNS = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees", "₽": "roubles", "₪": "shekels"}
MONEY = frozenset(SIGNS.values()) | frozenset(
    "cents pence crowns dinars dirhams riyals rand zlotys baht francs yuan pesos lira".split()
)
ALONE = frozenset({"m", "g", "ha", "ft", "degrees c", "degrees f", "c", "f", "p", "mw", "gw", "kw"})
"""What is a unit only right behind digits."""
SIGN = late(r"(?:\b(?:US|A|C|NZ|HK))?[$£€¥₹₽₪] ?$")
_NAMED = [(name, written) for name, (written, _, _) in UNITS.items()]
_LONGEST_FIRST = sorted(enumerate(_NAMED), key=lambda one: " " not in one[1][1])  # "square metres" before "metres"
EACH = late(r" (?:each|apiece)\b")
SHARES = ("per cent", "percentage points")
UNIT = late(
    rf"[ -]?(?:{'|'.join(f'(?P<u{at}>{written})' for at, (_, written) in _LONGEST_FIRST)})(?![\w’'])", re.IGNORECASE
)
RATE = late(
    r"[ -](?:an?|per|each)[ -](?P<per>second|day|week|month|year|hour|minute|night|barrel|tonne|ton|litre|gallon|pint"
    r"|bushel|bottle|head|person|ounce|kilo|kilogram|acre|hectare|mile|kilometre|kilometer|square (?:metre|meter|foot)"
    r"|household|family|patient|share|passenger|child|pupil|student|ticket|term|season|game|match|shift|room)\b"
    r"(?! (?:ago|earlier|later|before|after)\b)"
)


def unit_after(words: str, at: int) -> tuple[str, int] | None:
    """Return the unit that follows a number, and where it ends: a rate with what it is told by ("dollars an hour")."""
    found = UNIT.match(words, at)
    if found is None or found.lastgroup is None:
        return None
    written = found[0].strip(" -").lower()
    if written in ALONE and not (words[at - 1].isdigit() and (found[0][0] != " " or written not in ("m", "g"))):
        return None
    name = _NAMED[int(found.lastgroup[1:])][0]
    return rated(name, words, found.end())


def rated(name: str, words: str, at: int) -> tuple[str, int]:
    """Return a unit with the rate that follows it, if one does, and where that ends."""
    rate = RATE.match(words, at)
    if rate is None:
        return name, at
    return f"{name} {'an' if rate['per'][0] in 'aeiou' or rate['per'] == 'hour' else 'a'} {rate['per']}", rate.end()


def measured(unit: str | None) -> tuple[str | None, float]:
    """Return what a unit measures and how much of that one is; None and 1 where it is no unit of measure.

    >>> measured("feet"), measured("houses")
    (('length', 0.3048), (None, 1.0))
    """
    return UNITS[unit][1:] if unit in UNITS else (None, 1.0)


def sign(words: str, at: int) -> str | None:
    """Return the money that a sign before a number tells."""
    found = SIGN.search(words, max(0, at - 4), at)
    return SIGNS[found[0].strip()[-1]] if found else None


def sign_start(words: str, at: int) -> int:
    """Return where a number begins, the sign of money before it included."""
    found = SIGN.search(words, max(0, at - 4), at)
    return found.start() if found else at


def unit_of(words: str, start: int, end: int) -> tuple[str | None, int, str]:
    """Return the unit of a number from start to end, where it ends, and the kind of quantity that makes it."""
    if money := sign(words, start):
        name, end = rated(money, words, end)
        each = EACH.match(words, end)
        return name, each.end() if each else end, "money"
    after = unit_after(words, end)
    if after is None:
        return None, end, "count"
    name = after[0].split(" a ")[0]
    return *after, "money" if name in MONEY else "share" if name in SHARES else "measure"
