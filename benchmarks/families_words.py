"""The words of invented remarks, for ``families_generator``: none of them comes from a real person or paper.

Each topic has remarks with a place {P}, a body {O}, a person {W} and numbers {A} < {B}; of each remark there are
two indirect reports that keep its meaning, and of each topic some that sound alike and say something else.
"""

from __future__ import annotations

from typing import NamedTuple


class Remark(NamedTuple):
    """A remark in its own words, and indirect reports of it."""

    words: str
    reports: tuple[str, str]


class Topic(NamedTuple):
    """What a story is about: its headline, what articles say beside quotations, remarks, and what is none of them."""

    headline: str
    setting: str
    remarks: tuple[Remark, ...]
    others: tuple[str, ...]


TOPICS = (
    Topic(
        "{O} to close ferry pier at {P}",
        "The pier at {P}, where the ferry of the {O} has landed since the old bridge was shut, is rotten below"
        " the tide.",
        (
            Remark(
                "The pier is not safe, and about {A} of its piles can be pushed over by hand. We will close it on"
                " Friday unless"
                " the divers tell us something new.",
                (
                    "that some {A} of the pier's piles could be pushed over by hand and that it was not safe",
                    "the pier would be closed on Friday if the divers reported nothing new",
                ),
            ),
            Remark(
                "My mother took that ferry to the hospital in {P} for {B} years. Nobody asked her what it was"
                " worth, and nobody"
                " has asked me.",
                (
                    "that no one had asked what the ferry was worth to a mother who took it to the hospital in"
                    " {P} for {B} years",
                    "nobody had asked {W} what the ferry was worth",
                ),
            ),
            Remark(
                "A bus round the bay costs us {B} dollars a day, but it gets the children to school. It might be"
                " enough for one"
                " winter.",
                (
                    "that a bus round the bay cost {B} dollars a day but took the children to school",
                    "the bus might be enough for a single winter",
                ),
            ),
            Remark(
                "The {O} has known of the shipworm since spring. It did not write a single letter about it to the"
                " harbour office.",
                (
                    "that the {O} had known of the shipworm since spring",
                    "the {O} had not written one letter about the shipworm to the harbour office",
                ),
            ),
        ),
        (
            "that the ferry timetable would be printed again in larger type",
            "the harbour office had written to the {O} about parking at the pier",
        ),
    ),
    Topic(
        "Reservoir above {P} falls to its lowest in {B} years",
        "Water in the reservoir above {P}, run by the {O}, stands lower than anybody there remembers.",
        (
            Remark(
                "We have water for {A} days, perhaps a little more. If it does not rain by then, I will have to"
                " turn the valves"
                " myself.",
                (
                    "that the reservoir held water for {A} days, perhaps slightly more",
                    "the valves would have to be turned if no rain came by then",
                ),
            ),
            Remark(
                "Every orchard in {P} drew more than its share last summer. I warned the {O} of that in {B}"
                " separate reports.",
                (
                    "that every orchard in {P} had taken more than its share last summer",
                    "{W} had warned the {O} about the orchards in {B} reports",
                ),
            ),
            Remark(
                "You can ration water or you can ration trust. I would rather ration water, because trust does"
                " not come back with"
                " the rain.",
                (
                    "that it was better to ration water than trust, since trust did not return with the rain",
                    "rationing water was to be preferred to rationing trust",
                ),
            ),
            Remark(
                "The leak under Mill Street loses {A} thousand litres a night. The {O} could mend it in a week,"
                " if it wanted to.",
                (
                    "that {A} thousand litres were lost every night through the leak under Mill Street",
                    "the {O} could repair the Mill Street leak within a week if it wished",
                ),
            ),
        ),
        (
            "that fishing in the reservoir would stay forbidden until autumn",
            "rain had fallen on {B} nights in the valley beyond",
        ),
    ),
    Topic(
        "{P} hospital loses its night ward",
        "From next month nobody will be admitted at night to the small hospital in {P}, the {O} announced.",
        (
            Remark(
                "There were {A} nurses on that ward when I began, and last night there were two. No timetable in"
                " the world can"
                " hide that.",
                (
                    "that the ward had {A} nurses when {W} began and two last night",
                    "no timetable could hide how few nurses were left on the ward",
                ),
            ),
            Remark(
                "An ambulance from {P} needs {B} minutes to the city on a dry road. I do not want to learn what"
                " it needs in snow.",
                (
                    "that an ambulance took {B} minutes from {P} to the city when the road was dry",
                    "{W} did not wish to find out how long an ambulance would need in snow",
                ),
            ),
            Remark(
                "This is not about money, it is about beds that stood empty for {A} nights out of ten. The {O}"
                " must spend where the"
                " patients are.",
                (
                    "that the beds had stood empty {A} nights out of ten and that money was not the point",
                    "the {O} had to spend money where patients were",
                ),
            ),
            Remark(
                "I signed the order and I would sign it again tomorrow. But I should have gone to {P} first and"
                " told them to their"
                " faces.",
                (
                    "that {W} would sign the order again",
                    "{W} ought to have gone to {P} beforehand to tell people to their faces",
                ),
            ),
        ),
        (
            "that the hospital's kitchen had won a prize",
            "visitors would be welcome on the day ward until {A} in the evening",
        ),
    ),
    Topic(
        "School in {P} may share one head with its rival",
        "Two schools in {P} that have played each other at everything for a century may soon have one head, the"
        " {O} says.",
        (
            Remark(
                "I can teach in two buildings, but I cannot be the memory of two buildings. The children would"
                " notice that before"
                " the {O} does.",
                (
                    "that one could teach in two buildings without being the memory of both",
                    "the children would notice sooner than the {O}",
                ),
            ),
            Remark(
                "We lost {A} pupils last year and we are likely to lose more. A school with {B} children is a"
                " family, but it is not"
                " a budget.",
                (
                    "that the school had lost {A} pupils last year and would probably lose more",
                    "a school of {B} children was a family and no budget",
                ),
            ),
            Remark(
                "My daughter cried when she read the letter, and then she asked who gets the football pitch. The"
                " {O} never answered"
                " either question.",
                (
                    "that the daughter cried over the letter and asked who would have the football pitch",
                    "neither question had been answered by the {O}",
                ),
            ),
            Remark(
                "Nothing is decided, and nothing will be decided before the meeting in {P} on Monday. Anybody who"
                " says otherwise has"
                " not read the paper.",
                (
                    "that nothing would be decided until Monday's meeting in {P}",
                    "whoever said that a decision had been made had not read the paper",
                ),
            ),
        ),
        (
            "that the roof of the older school had been mended for {B} thousand",
            "the letter to parents had gone out on the wrong paper",
        ),
    ),
    Topic(
        "Wind farm off {P} divides the lobstermen",
        "The {O} wants {B} turbines on the bank off {P}, where pots have been set for longer than there have been"
        " charts.",
        (
            Remark(
                "They showed us a map with {B} dots on it and told us the sea was empty. I have {A} pots under"
                " those dots.",
                (
                    "that {A} of {W}'s pots lay where the map showed dots",
                    "they had been told the sea was empty and shown a map with {B} dots",
                ),
            ),
            Remark(
                "The cable can go north of the bank if {P} agrees. It would cost roughly {A} million more, and we"
                " would pay it.",
                (
                    "that the cable could be laid north of the bank with the consent of {P}",
                    "the northern way would cost about {A} million more, which they would pay",
                ),
            ),
            Remark(
                "Lobsters do not read our studies, and so far they do not seem to mind the first mast. But one"
                " mast is not a wind"
                " farm.",
                (
                    "that the lobsters did not seem to mind the first mast so far",
                    "a single mast was no wind farm",
                ),
            ),
            Remark(
                "My grandfather said the same of the lighthouse, and he was wrong. The {O} may be wrong too, only"
                " it is never {O}"
                " boats that pay.",
                (
                    "that the grandfather had been wrong about the lighthouse",
                    "the {O} might be wrong as well, but its boats never paid",
                ),
            ),
        ),
        (
            "that {B} people had come to the hall in {P} to see the model of a turbine",
            "the price of bait had doubled since the spring",
        ),
    ),
    Topic(
        "Archive in {P} finds {A} boxes under the stairs",
        "Behind a wall under the stairs of the {O} in {P}, workmen have found boxes that no list mentions.",
        (
            Remark(
                "We opened {A} of the boxes and found letters nobody has read since the flood. I have not slept"
                " much since then.",
                (
                    "that letters unread since the flood lay in the {A} boxes opened so far",
                    "{W} had slept little since the letters were found",
                ),
            ),
            Remark(
                "The ink is good, the paper is not. Unless we freeze them by Sunday we will probably lose the"
                " lower {B} for ever.",
                (
                    "that the ink was good and the paper was not",
                    "the lower {B} would probably be lost unless they were frozen by Sunday",
                ),
            ),
            Remark(
                "These boxes belong to the town of {P}, not to the {O}. A wall does not make a finder an owner.",
                (
                    "that the boxes were the property of the town of {P} and not of the {O}",
                    "a wall could not turn a finder into an owner",
                ),
            ),
            Remark(
                "Somebody built that wall on purpose, and somebody paid for the bricks. I could tell you the"
                " name, but I must ask his"
                " family first.",
                (
                    "that the wall had been built on purpose by somebody who paid for its bricks",
                    "{W} knew the name but had to ask the family first",
                ),
            ),
        ),
        (
            "that the stairs would be painted before the summer",
            "the reading room of the {O} would stay shut for {A} days",
        ),
    ),
    Topic(
        "{O} bakery in {P} goes to its bakers",
        "After {B} years the bakery of the {O} in {P} is to belong to those who light its ovens.",
        (
            Remark(
                "I sold it to them for {A} dollars and a loaf a week. My lawyer thinks I am mad, and he may be right.",
                (
                    "that the bakery had been sold for {A} dollars and a weekly loaf",
                    "the lawyer might be right to think the seller mad",
                ),
            ),
            Remark(
                "None of us has ever read a balance sheet. We have all read a clock at three in the morning, and"
                " that is harder.",
                (
                    "that none of them had read a balance sheet",
                    "reading a clock at three in the morning was harder than a balance sheet",
                ),
            ),
            Remark(
                "The {O} will keep the name and we will keep the ovens. If the bread gets worse, {P} can have"
                " both back.",
                (
                    "that the name would stay with the {O} and the ovens with the bakers",
                    "{P} could have both back should the bread get worse",
                ),
            ),
            Remark(
                "There are {B} of us and one key. I should like to see the bank that has ever trusted its people"
                " so far.",
                (
                    "that {B} people shared one key",
                    "no bank had trusted its people so far",
                ),
            ),
        ),
        (
            "that the shop front in {P} would be painted green",
            "flour had cost {B} dollars a sack at the beginning of the year",
        ),
    ),
    Topic(
        "Bell of {P} silent after crack",
        "The great bell of {P} has a crack as long as a hand, and the {O} has tied up its rope.",
        (
            Remark(
                "If we ring it once more it might split, and a bell of {A} tons does not split politely. The rope"
                " stays tied.",
                (
                    "that the {A} ton bell might split if it were rung again",
                    "the rope would stay tied",
                ),
            ),
            Remark(
                "Welding it costs {B} thousand, and recasting it costs its voice. I cannot choose that for {P},"
                " and I will not.",
                (
                    "that welding the bell would cost {B} thousand",
                    "{W} would not make that choice on behalf of {P}",
                ),
            ),
            Remark(
                "I have set my watch by that bell since I was {A}. Yesterday I was late for the first time, and I"
                " blame the {O}.",
                (
                    "that {W} had set a watch by the bell since the age of {A}",
                    "the {O} was to blame for the first delay yesterday",
                ),
            ),
            Remark(
                "The crack is old. It was probably there when my predecessor gave the tower its certificate, but"
                " he never climbed up"
                " to look.",
                (
                    "that the crack was old and probably there when the tower was given its certificate",
                    "the predecessor had never climbed up to look",
                ),
            ),
        ),
        (
            "that the clock on the tower would go on showing the time",
            "{A} postcards of the bell had been sold in a day",
        ),
    ),
)
OPENERS = (
    "Let me say this as plainly as I can say it:",
    "What I tell everybody who comes through this door is that",
    "At the end of a very long day I can only repeat that",
    "I have been in this office long enough to know that",
)
ENDINGS = (
    "and that is what the people of this town have a right to expect.",
    "and I have nothing to add to what I said this morning.",
    "and we are going to get through this together as we always have.",
)
BOILERPLATE = (
    "We do not comment on matters that are before the courts.",
    "Our thoughts are with the families at this difficult time.",
    "We take every complaint seriously and are looking into it.",
    "It would be wrong to prejudge the outcome of the inquiry.",
)
PROVERBS = (
    "Many hands make light work.",
    "You cannot make an omelette without breaking eggs.",
    "A chain is only as strong as its weakest link.",
    "It is no use crying over spilt milk.",
    "Those who live in glass houses should not throw stones.",
)
TWICE = (
    "This is the best day this valley has seen in my lifetime.",
    "I came here to listen and I am going home with a great deal to think about.",
    "We have been promised this by three governments and we have seen it from none of them.",
    "If they want my resignation they can come up the stairs and ask me for it.",
)
FIRST = (
    "Aubrey Benno Cressida Dorrit Edda Fenn Gisela Hobart Imogen Jory Keziah Lorcan Merle Nessa Osric Petra Quill"
    " Rosalba"
    " Sorrel Tamsin Ulla Verity Wilmot Xanthe Yorick Zelda Ansgar Brona Corin Delphine"
).split()
LAST = (
    "Abernoth Bellwick Carrowmere Dunstable-Fry Eskildsen Farthingley Garrowby Hollinsworth Inglebright"
    " Jesperholt Kettlewick"
    " Lanyonby Marrowdene Nettleship Oxenholt Pemberlow Quarrendon Ravensby Stellingfleet Thornaby Underwick Vellacott"
    " Wetherstone Yarmondby Zellwood Ashgrovel Birkensaw Coldrick Drummore Elverton"
).split()
PLACES = (
    (
        "Hexmouth Bramblegate Tolverne Skarwick Ullerdale Penhaddow Wexcombe Grindleford Marshwater Orlestone"
        " Fennybridge"
        " Dunmarrow Castlewray Lowther's Quay Ramsholt Vexley Ottermouth Winterbeck Halverstow Sandringsea"
    )
    .replace("Lowther's Quay", "Lowtherquay")
    .split()
)
BODIES = (
    "Rivers Board|County Trust|Bay Authority|Valley Council|Harbour Company|Northern Union|Moor Society|Coast Office"
).split("|")
OUTLETS = (
    "The Morning Plover",
    "Ebb and Flow",
    "Tolverne Times",
    "The Weekly Lathe",
    "Radio Sallow",
    "The Inland Gazette",
)
