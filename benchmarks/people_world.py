"""Invented people and organisations, their names, careers and places; imports nothing of onrecord.

Names are put together from parts, so that many share a surname and a few share a whole name. Who they are is settled
here; what an article calls them is people_generator's.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

FIRST_DAY, DAYS = date(2015, 1, 1), 3650


@dataclass(frozen=True)
class Culture:
    """How names are made somewhere: given names of women and of men, and the parts of a surname."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    heads: tuple[str, ...]
    middles: tuple[str, ...]
    tails: tuple[str, ...]
    tails_of_women: tuple[str, ...] = ()
    particles: tuple[str, ...] = ("",)
    share: float = 1.0


def _words(line: str) -> tuple[str, ...]:
    return tuple("" if word == "-" else word for word in line.split())


CULTURES = (
    Culture(
        _words("Agnes Beth Clara Daphne Edith Florence Greta Hazel Imogen Jane Katherine Laura Margaret Nora Olive "
               "Penelope Rachel Susan Theresa Victoria Winifred Elizabeth Deborah Alexandra"),
        _words("Albert Benjamin Charles Daniel Edward Frederick George Henry Ian James Kenneth Lawrence Michael "
               "Nicholas Oliver Patrick Robert Stephen Thomas Walter William Anthony Timothy Christopher"),
        _words("Ash Brack Corrie Dun Ember Fen Gar Hals Ing Kel Lang Mar Nether Oak Pell Quen Rad Sel Thorn Ul Var "
               "Wex Yar Tal Mill Stan Hart Cob Lin Fair"),
        _words("- en el er ing is am ar"),
        _words("ford by ley wood well ton worth field croft stead"),
        share=2.5,
    ),
    Culture(
        _words("Ana Beatriz Carmen Dolores Elena Inés Lucía María Pilar Rocío Sofía Teresa Verónica Ximena Concepción "
               "Mónica"),
        _words("Andrés Bruno César Diego Emilio Félix Gonzalo Héctor Iván José Julián Manuel Óscar Raúl Ramón Tomás"),
        _words("Agu Bel Cas Dom Esc Fig Gal Her Ib Jim Lar Mont Nav Or Pal Quint Riv Sal Tor Val Zam Cer Men Vill"),
        _words("a en ar il on er and ot"),
        _words("ero ez illo ada ales ón ino ánez ueva uela"),
        particles=("", "", "de ", "de la "),
    ),
    Culture(
        _words("Anneke Birgit Carla Dorothea Elke Frauke Gerda Hanneke Ilse Jutta Käthe Lieselotte Margot Renate "
               "Saskia Ulrike"),
        _words("Adriaan Bernd Cornelis Dieter Ernst Friedrich Günther Hendrik Joris Jürgen Klaas Lutz Matthias Pieter "
               "Rüdiger Willem"),
        _words("Acker Berg Bloem Dahl Eich Feld Grün Hoff Jäger Kort Lind Meer Nie Ober Pfeil Ruys Schön Stein Tie "
               "Vos Wald Zee Brink Kühn"),
        _words("- en er els en ing ach ol"),
        _words("mann beek hof bach huis stra meyer dorp gaard inck"),
        particles=("", "", "", "van ", "van der ", "von ", "de "),
    ),
    Culture(
        _words("Anastasia Bojana Darya Ewa Galina Irena Jelena Ksenia Ljubica Magda Natalia Oksana Svetlana Tatiana "
               "Vesna Yulia"),
        _words("Alexei Bogdan Dmitri Evgeny Goran Igor Jiří Konstantin Mikhail Nikolai Ondřej Pavel Sergei Stanisław "
               "Vladimir Yuri"),
        _words("Bor Cher Dra Fed Gor Hav Ivan Jan Kov Lev Mil Nov Orl Pav Rad Stan Tk Ul Vor Yank Zah Bel Mor Sok"),
        _words("ac el ar ol en in ak ost"),
        _words("ov ič enko ski ev in ić ský uk ek"),
        _words("ova ič enko ska eva ina ić ská uk ková"),
    ),
    Culture(
        _words("Aisha Dalia Fatima Hanan Iman Khadija Layla Maryam Nadia Rania Samira Yasmin Zainab Huda Amal Noor"),
        _words("Ahmed Bilal Farid Hassan Ibrahim Jamal Khalid Mohammed Nabil Omar Rashid Samir Tariq Yusuf Ziad "
               "Mahmoud"),
        _words("Aw Bak Dar Fak Ghan Had Jab Kas Lah Mas Naj Qad Rah Sab Tam Wah Yas Zay Haf Sul Kar Far Bad Nas"),
        _words("- a ou i aw ar am ay"),
        _words("di ri wi ani oun eh ari osh imi our"),
        particles=("", "", "al-", "el-", "bin "),
    ),
    Culture(
        _words("Abena Adaeze Chiamaka Efua Folake Ifeoma Kehinde Makena Ngozi Nia Simisola Thandiwe Wanjiru Yewande "
               "Zola Amara"),
        _words("Babatunde Chidi Emeka Femi Jabari Kofi Kwame Mandla Nnamdi Obinna Segun Sipho Tendai Uche Wekesa "
               "Yaw"),
        _words("Abi Ade Baba Chu Dla Eze Ike Kama Ling Mbe Mwa Nko Nwa Oba Odu Oko Ola Oyo Sith Tshi Uzo Wam Zik "
               "Afo"),
        _words("- ba ke lo nu ra si wo"),
        _words("yemi sola kwe tunde gwu fo la ndo nji ola"),
    ),
    Culture(
        _words("Ananya Bhavna Deepika Gauri Indira Kavita Lakshmi Meera Nandini Padma Radha Sunita Usha Vidya Zoya "
               "Leela"),
        _words("Arjun Bharat Dev Ganesh Harish Imran Kiran Lalit Mohan Naveen Prakash Rajesh Sanjay Tarun Vikram "
               "Suresh"),
        _words("Agar Bhat Chat Das Gup Hari Jay Kri Lal Mal Nar Pad Raj Sar Thak Upa Var Yad Sub Ven Ram Bal Des Mad"),
        _words("- a an esh i am ar end"),
        _words("wal nath kar pati ji swami rao ker gopal lingam"),
    ),
    Culture(
        _words("Min-ji Soo-yeon Hye-jin Eun-ha Ji-woo Yoo-ra Mi-kyung Sun-hee Hyun-ah Na-young Da-eun Seo-yun Bo-ram "
               "Ga-eul Chae-won In-sook"),
        _words("Dae-jung Ji-ho Sung-min Tae-yang Hyun-woo Jae-won Kyung-soo Min-jun Sang-hoon Young-chul Do-yun "
               "Gun-woo Seok-jin Woo-bin Jin-ho Chan-ho"),
        _words("Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Moon Bae "
               "Noh Ko"),
        ("",),
        ("",),
        share=0.15,
    ),
)  # fmt: skip
SHORT = {
    "William": "Bill", "Robert": "Bob", "Elizabeth": "Liz", "Margaret": "Peggy", "Katherine": "Kate", "James": "Jim",
    "Michael": "Mike", "Edward": "Ted", "Thomas": "Tom", "Susan": "Sue", "Deborah": "Debbie", "Alexandra": "Sandra",
    "Nicholas": "Nick", "Stephen": "Steve", "Lawrence": "Larry", "Christopher": "Chris", "Anthony": "Tony",
    "Timothy": "Tim", "Daniel": "Dan", "Benjamin": "Ben", "José": "Pepe", "Concepción": "Concha", "Charles": "Charlie",
    "Dmitri": "Dima", "Theresa": "Terry", "Patrick": "Paddy", "Victoria": "Vicky", "Lieselotte": "Liselotte",
}  # fmt: skip
SPELT = {
    "Mohammed": "Muhammad", "Yusuf": "Youssef", "Sergei": "Sergey", "Alexei": "Aleksey", "Dmitri": "Dmitry",
    "Natalia": "Nataliya", "Yuri": "Yury", "Fatima": "Fatma", "Layla": "Leila", "Omar": "Umar", "Evgeny": "Yevgeny",
    "Zainab": "Zaynab", "Mahmoud": "Mahmud", "Hassan": "Hasan", "Anastasia": "Anastasiya", "Nikolai": "Nikolay",
    "Khadija": "Khadijah", "Katherine": "Catherine", "Stephen": "Steven", "Rachel": "Rachael",
}  # fmt: skip
"""Short names and other spellings under which the same person goes."""
ROLES = {
    "council": (
        "mayor of {place}",
        "councillor for {place}",
        "treasurer of {place} council",
        "head of {place} council",
    ),
    "parliament": ("member of parliament for {place}", "senator for {place}", "transport minister", "finance minister"),
    "court": ("judge at {place} court", "prosecutor in {place}", "defence lawyer", "clerk of {place} court"),
    "police": ("police chief of {place}", "detective with {place} police", "police spokesperson"),
    "football": ("goalkeeper of {place} United", "manager of {place} United", "striker for {place} Rovers"),
    "hospital": ("surgeon at {place} hospital", "head nurse at {place} hospital", "director of {place} hospital"),
    "school": ("head teacher of {place} school", "governor of {place} school", "school inspector"),
    "science": ("geologist at {place} university", "professor of chemistry at {place}", "climate researcher"),
    "company": ("chief executive of {org}", "chair of {org}", "spokesperson for {org}", "chief engineer at {org}"),
    "union": ("secretary of {org}", "shop steward at {org}", "president of {org}"),
    "stage": ("novelist", "director of {place} theatre", "conductor of {place} orchestra", "actor"),
    "farm": ("dairy farmer near {place}", "president of {place} growers", "vet in {place}"),
}
FIELD_WORDS = {
    "council": _words("rates budget parking planning refuse library housing bylaw zoning tax"),
    "parliament": _words("bill coalition amendment vote caucus ballot reform treasury lobby speaker"),
    "court": _words("trial verdict appeal jury plea witness sentence bail evidence charge"),
    "police": _words("arrest raid burglary patrol suspect seizure inquiry custody robbery warrant"),
    "football": _words("penalty derby transfer league injury goal coach stadium fixture relegation"),
    "hospital": _words("ward surgery patients beds nurses vaccine clinic outbreak emergency waiting"),
    "school": _words("pupils exam curriculum classroom uniform lessons attendance bus kitchen playground"),
    "science": _words("glacier sample laboratory isotope fossil survey telescope grant paper core"),
    "company": _words("merger shares profit plant supplier layoffs contract factory turbine freight"),
    "union": _words("strike picket wages ballot shift overtime pension negotiation lockout grievance"),
    "stage": _words("premiere novel orchestra festival rehearsal prize role script audience tour"),
    "farm": _words("drought harvest cattle milk subsidy soil orchard grain flood irrigation"),
}
PLACE_PARTS = (
    _words("Alder Birch Crow Drum Elk Fox Glen Haver Iron Juniper Kest Lark Moor North Otter Pike Quarry Raven Salt "
           "Tarn Under West Yew Amber Black Cold Deep Ever Frost Grey"),
    _words("- en er ing ham stone wick mere"),
    _words("bridge dale fell ness gate port head cliff marsh combe haven reach"),
)  # fmt: skip
ORG_KINDS = {
    "company": ("Water Company", "Power and Light", "Steel Works", "Rail Freight", "Shipping Lines", "Glass Makers"),
    "union": ("Federation of Dock Workers", "Union of Teachers", "Nurses Association", "Transport Workers Union"),
    "farm": ("Growers Cooperative", "Farmers Alliance"),
    "council": ("Housing Trust", "Civic Society", "Development Board"),
    "science": ("Institute of Oceanography", "Observatory", "Academy of Sciences"),
    "parliament": ("Democratic Alliance", "People's Party", "Liberal Union", "Green League"),
}


@dataclass(slots=True)
class Being:
    """A person or an organisation with its truth: ``career`` is the roles in time, each from its first day on."""

    truth: str
    kind: str
    given: tuple[str, ...]
    surname: str
    fame: float
    place: str
    field: str
    gender: str | None = None
    suffix: str = ""
    namesake: bool = False
    """Whether another has the same first name and surname."""
    career: list[tuple[date, str]] = field(default_factory=list)

    def role(self, on: date) -> tuple[str, str]:
        """Return the role on a day, and the one before ("" where there is none)."""
        at = max(1, bisect_right([first for first, _ in self.career], on))
        return self.career[at - 1][1], self.career[at - 2][1] if at > 1 else ""


class Pool:
    """Beings to draw from, the famous oftener."""

    def __init__(self, beings: Sequence[Being]) -> None:
        self.beings = beings
        self._weights = list(accumulate(being.fame for being in beings))

    def draw(self, count: int, rng: random.Random) -> list[Being]:
        """Return up to so many different beings."""
        if not self.beings:
            return []
        drawn = rng.choices(self.beings, cum_weights=self._weights, k=count)
        return list({being.truth: being for being in drawn}.values())


def places(count: int, rng: random.Random) -> list[str]:
    """Return names of so many places, or as many as there are, each once."""
    heads, middles, tails = PLACE_PARTS
    every = [f"{head}{middle}{tail}" for head in heads for middle in middles for tail in tails]
    return rng.sample(every, min(count, len(every)))


def organisations(count: int, towns: Sequence[str], rng: random.Random) -> list[Being]:
    """Return so many organisations, each with a name of its own."""
    made: dict[str, Being] = {}
    every = [(town, kind, name) for town in towns for kind, names in ORG_KINDS.items() for name in names]
    for town, kind, name in rng.sample(every, min(count, len(every))):
        long = f"{town} {name}"
        made[long] = Being(f"o{len(made):06}", "organisation", (), long, min(rng.paretovariate(1.0), 300.0), town, kind)
    return list(made.values())


def persons(count: int, towns: Sequence[str], owned: Sequence[Being], rng: random.Random) -> list[Being]:
    """Return so many persons: now and then one is another's namesake, spouse, sibling, parent or child."""
    made: list[Being] = []
    shares = [culture.share for culture in CULTURES]
    while len(made) < count:
        culture = rng.choices(CULTURES, shares)[0]
        person = _person(len(made), culture, towns, owned, rng)
        chance = rng.random()
        if made and chance < 0.02:
            _be_namesake(person, made, rng)
        elif made and chance < 0.06:
            _be_kin(person, rng.choice(made[-200:]), culture, rng)
        made.append(person)
    bearers = Counter((person.given[0], person.surname) for person in made)
    for person in made:
        person.namesake = bearers[person.given[0], person.surname] > 1
    return made


def _person(number: int, culture: Culture, towns: Sequence[str], owned: Sequence[Being], rng: random.Random) -> Being:
    gender = rng.choice(("feminine", "masculine"))
    given = _given(culture, gender, rng)
    tails = culture.tails_of_women if gender == "feminine" and culture.tails_of_women else culture.tails
    surname = rng.choice(culture.heads) + rng.choice(culture.middles) + rng.choice(tails)
    if rng.random() < 0.04 and culture.tails != ("",):
        surname += "-" + rng.choice(culture.heads) + rng.choice(culture.middles) + rng.choice(tails)
    # The famous are few: a tenth of the names make more than half of what is printed.
    fame = min(rng.paretovariate(0.9), 3000.0)
    person = Being(f"p{number:06}", "person", given, rng.choice(culture.particles) + surname, fame, rng.choice(towns),
                   rng.choice(list(ROLES)), gender)  # fmt: skip
    person.career = _career(person, owned, rng)
    return person


def _given(culture: Culture, gender: str, rng: random.Random) -> tuple[str, ...]:
    names = culture.women if gender == "feminine" else culture.men
    return tuple(rng.sample(names, 2 if rng.random() < 0.3 else 1))


def _career(person: Being, owned: Sequence[Being], rng: random.Random) -> list[tuple[date, str]]:
    count = rng.choices((1, 2, 3), (6, 3, 1))[0]
    days = [FIRST_DAY, *sorted(FIRST_DAY + timedelta(rng.randrange(200, DAYS)) for _ in range(count - 1))]
    own = rng.choice(owned).surname if owned else person.place
    words = rng.sample(ROLES[person.field], count)
    return [(day, role.format(place=person.place, org=own)) for day, role in zip(days, words, strict=True)]


def _be_namesake(person: Being, made: Sequence[Being], rng: random.Random) -> None:
    """Take the whole name of somebody of another place and field, rather of somebody known."""
    other = max(rng.sample(made, min(5, len(made))), key=lambda one: one.fame)
    if other.place != person.place and other.field != person.field:
        person.given, person.surname, person.gender = other.given, other.surname, other.gender
        person.fame = max(person.fame, other.fame / 2)


def _be_kin(person: Being, other: Being, culture: Culture, rng: random.Random) -> None:
    """Take the surname and the place of somebody; a child may bear the parent's name too, with a suffix each."""
    person.surname, person.place = other.surname, other.place
    person.fame = max(person.fame, other.fame / 4)
    if rng.random() < 0.25 and not other.suffix and other.gender == "masculine":
        person.given, person.gender = other.given, other.gender
        person.suffix, other.suffix = "Jr.", "Sr."
