"""Common nouns that stand for somebody: one person, several, an organisation, or something written that speaks."""

from __future__ import annotations

from onrecord.terms import Gender


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FEMININE = _set(
    "mrs ms miss mme madam madame dame lady baroness duchess countess congresswoman councilwoman chairwoman queen"
    " princess spokeswoman woman women girl girls mother mum mom wife widow daughter sister aunt niece grandmother"
    " granddaughter girlfriend bride actress waitress businesswoman policewoman saleswoman assemblywoman"
    " alderwoman stepmother stepdaughter heiress hostess nun abbess empress goddess heroine landlady fisherwoman"
    " headmistress forewoman noblewoman schoolgirl policewomen businesswomen godmother matriarch mistress señora"
    " mademoiselle stewardess"
)
MASCULINE = _set(
    "mr sir lord baron duke congressman councilman chairman king prince pope spokesman man men boy boys father"
    " dad husband widower son brother uncle nephew grandfather grandson boyfriend groom bridegroom actor waiter"
    " businessman policeman salesman assemblyman alderman stepfather stepson heir landlord fisherman headmaster"
    " foreman nobleman schoolboy policemen businessmen godfather patriarch monk abbot emperor priest bishop imam"
    " señor monsieur"
).difference(_set("heir actor waiter foreman priest bishop landlord"))
TITLES = _set(
    "rector canon abbot don doña señor señora monsieur madame herr frau signor signora nurse vice speaker mr mrs"
    " ms miss mx mme dr prof professor sir dame lord lady rev reverend president vice-president premier chancellor"
    " minister secretary senator sen representative rep congressman congresswoman governor gov mayor mayor-elect"
    " president-elect governor-elect councilman councilwoman councillor councilor councilmember cr cllr alderman"
    " commissioner chief captain capt colonel col general gen lieutenant lt sergeant sgt major admiral judge"
    " justice attorney sheriff officer detective chairman chairwoman chair chairperson director king queen prince"
    " princess pope bishop archbishop cardinal rabbi imam father sister brother coach spokesman spokeswoman"
    " spokesperson former ex-president ex-mayor ex-governor deputy leader constable inspector superintendent"
    " principal dean ambassador baroness baron prime presidential-candidate assemblyman assemblywoman corporal"
    " commander sheikh ayatollah sultan emperor empress chairwoman-elect senator-elect mp tsar councilperson"
    " treasurer"
)
"""Words before a name that are no part of it."""
COURTESY = _set("mr mrs ms miss mx mme dr prof sir dame rev cr cllr sen rep gov gen col capt lt sgt")
"""Titles that tell no role."""
PERSON = TITLES.difference(
    _set("former deputy vice mr mrs ms mx mme dr prof sir rev cr cllr sen rep gov gen col capt lt sgt")
) | _set(
    "counterpart accountant activist adviser advisor aide analyst architect artist author baker banker"
    " billionaire builder businessman businesswoman candidate carpenter clerk consultant contractor developer"
    " diplomat doctor economist editor engineer executive expert farmer fisherman founder geologist"
    " geomorphologist headteacher historian hydrologist investigator journalist landlord landlady lawmaker lawyer"
    " legislator manager merchant millionaire mogul neighbour neighbor nominee nurse organiser organizer owner"
    " painter pastor photographer physician pilot plumber poet politician priest producer prosecutor publisher"
    " reporter researcher scholar schoolteacher scientist shopkeeper singer solicitor student surgeon surveyor"
    " tailor teacher trader trustee tycoon veteran vicar warden worker writer man woman boy girl child mother"
    " father parent son daughter wife husband widow widower sibling uncle aunt cousin nephew niece grandfather"
    " grandmother friend colleague ally rival opponent predecessor successor boss employer employee resident"
    " passenger driver witness victim survivor suspect defendant plaintiff official source insider spokesman"
    " spokeswoman spokesperson representative commentator columnist critic supporter socialist communist liberal"
    " conservative republican democrat progressive leftist nationalist populist marxist fascist dictator tyrant"
    " despot strongman ruler monarch autocrat incumbent freshman newcomer frontrunner front-runner standard-bearer"
    " running-mate insurgent maverick moderate firebrand outsider actor actress comedian musician composer"
    " conductor dancer director filmmaker screenwriter novelist playwright sculptor designer chef cook waiter"
    " waitress barista bartender soldier sailor fighter guard policeman policewoman cop firefighter paramedic"
    " midwife therapist psychologist psychiatrist pharmacist dentist vet veterinarian biologist chemist physicist"
    " astronomer mathematician statistician sociologist anthropologist archaeologist linguist philosopher"
    " theologian librarian archivist curator lecturer academic dean provost coach player captain striker"
    " goalkeeper midfielder defender athlete runner swimmer boxer golfer champion winner medallist referee umpire"
    " entrepreneur investor financier broker auditor treasurer whistleblower informant detective magistrate"
    " barrister advocate counsel juror coroner gardener miller brewer potter weaver blacksmith electrician"
    " mechanic technician programmer coder hacker blogger vlogger influencer host presenter anchor broadcaster"
    " narrator moderator interviewer caller listener viewer reader customer client patient tenant buyer seller"
    " shopper volunteer campaigner protester demonstrator refugee migrant immigrant hostage prisoner inmate"
    " convict teenager pensioner retiree graduate apprentice trainee intern professor ranger forester beekeeper"
    " shepherd rancher ferryman skipper harbourmaster harbormaster lighthouse-keeper boatbuilder vintner"
    " fishmonger butcher grocer chief head leader president-elect ceo chairperson member minister backbencher"
    " senator congressmember heir heiress laureate genius star celebrity icon legend hero heroine 34-year-old"
    " speaker lord lady superintendent principal negotiator envoy delegate attaché consul spy agent operative"
    " strategist pollster lobbyist fundraiser donor benefactor philanthropist patron counselor counsellor"
    " secretary chaplain deacon missionary monk nun rabbi imam bishop archbishop cardinal pope king queen prince"
    " princess emperor empress duke duchess baron baroness earl count countess knight nobleman premier chancellor"
    " vice-president steward stewardess dealer diver tuner cellist violinist pianist organist guitarist drummer fiddler"
    " trumpeter harpist juggler clown acrobat instructor tutor headmaster headmistress bursar registrar usher bailiff"
    " stenographer typist printer bookbinder bookseller stallholder market-trader florist jeweller jeweler watchmaker"
    " clockmaker cobbler shoemaker seamstress milliner glazier roofer bricklayer stonemason mason joiner decorator"
    " locksmith welder fitter machinist foreman forewoman supervisor signalman conductor porter courier postman"
    " postwoman milkman cabbie taxi-driver trucker lorry-driver bus-driver chauffeur cyclist jockey groom stablehand"
    " gamekeeper keeper zookeeper warden lifeguard climber mountaineer explorer yachtsman rower oarsman navigator"
    " bosun stoker deckhand trawlerman crabber oysterman lobsterman angler hunter trapper woodcutter lumberjack"
    " smallholder farmhand crofter grower winemaker cheesemaker baker brewer distiller publican innkeeper landlady"
    " hotelier caterer bar-owner restaurateur butler housekeeper janitor cleaner caretaker nanny babysitter"
    " childminder carer nurse-practitioner radiographer optician chiropractor physiotherapist oncologist cardiologist"
    " epidemiologist virologist ecologist botanist zoologist ornithologist entomologist meteorologist climatologist"
    " oceanographer seismologist volcanologist glaciologist palaeontologist paleontologist geneticist neuroscientist"
    " criminologist cartographer demographer ethnographer folklorist genealogist translator interpreter proofreader"
    " copywriter cartoonist illustrator animator engraver etcher ceramicist glassblower choreographer ballerina tenor"
    " soprano baritone contralto rapper songwriter lyricist bandleader choirmaster cantor sexton verger churchwarden"
    " curate prior prioress mufti lama pilgrim hermit laureate prodigy challenger favourite favorite runner-up debutant"
    " sprinter hurdler gymnast wrestler fencer archer cricketer batsman bowler footballer midfielder winger quarterback"
    " pitcher centre-half tenant landowner householder homeowner lodger occupant motorist pedestrian commuter traveller"
    " traveler tourist visitor guest host newlywed bride bridegroom centenarian toddler schoolboy schoolgirl pupil"
    " undergraduate postgraduate alumna alumnus laundress weaver spinner dyer tanner saddler farrier wheelwright"
    " shipwright boatwright rigger finder inventor discoverer collector restorer auctioneer valuer appraiser assessor"
    " adjuster underwriter actuary bookmaker croupier gambler pawnbroker moneylender prosecutor litigant complainant"
    " claimant appellant petitioner accuser accused arsonist burglar thief robber forger smuggler poacher hijacker"
    " stowaway castaway survivor rescuer medic dispatcher operator switchboard-operator telephonist moderator"
    " worship lordship ladyship"
)
"""Nouns that can stand for one person."""
OTHERS = _set("vice deputy former ex then acting assistant late associate junior outgoing interim")
"""What makes an office another one."""
ALIKE = (
    _set("leader dictator ruler strongman despot tyrant autocrat chief boss head president chairman premier"),
    _set("director chief head boss"),
    _set("billionaire mogul tycoon magnate businessman millionaire developer entrepreneur businesswoman"),
    _set(
        "senator lawmaker legislator politician congressman congresswoman representative assemblyman assemblywoman mp"
    ),
    _set("candidate nominee standard-bearer contender frontrunner front-runner hopeful rival"),
    _set("lawyer attorney counsel solicitor barrister"),
    _set("reporter journalist correspondent interviewer questioner columnist"),
    _set("author writer novelist poet columnist"),
    _set("doctor physician surgeon dr"),
    _set("professor scientist researcher scholar academic lecturer"),
    _set("socialist leftist progressive democrat"),
    _set("officer policeman policewoman cop constable sergeant"),
    _set("judge justice magistrate"),
    _set("spokesman spokeswoman spokesperson"),
    _set("chair chairman chairwoman chairperson"),
    _set("councillor councilor councilman councilwoman councilmember"),
    _set("adviser advisor aide"),
    _set("priest vicar pastor reverend minister"),
    _set("mayor mayoress worship"),
    _set("lord lordship earl baron viscount duke judge"),
    _set("lady ladyship countess baroness duchess"),
)
"""Nouns that one person may be called by turns."""
GROUP = _set(
    "everyone everybody followers backers people residents citizens voters supporters critics opponents officials"
    " experts analysts activists protesters demonstrators lawmakers senators councillors members workers students"
    " teachers parents families neighbours neighbors scientists researchers scholars economists lawyers"
    " prosecutors investigators police authorities leaders politicians democrats republicans conservatives"
    " liberals progressives socialists tories greens unionists loyalists royalists monarchists separatists libertarians"
    " centrists anarchists zionists islamists secularists feminists"
    " campaigners sources aides advisers advisors friends colleagues allies"
    " rivals relatives observers commentators journalists reporters editors readers men women others some many"
    " most several few both all fans players engineers traders farmers fishermen shopkeepers pensioners migrants"
    " immigrants refugees passengers witnesses doctors nurses physicians proponents advocates delegates diplomats"
    " regulators executives investors shareholders employees staff crew attorneys counsel organisers organizers"
    " volunteers environmentalists historians billionaires surrogates representatives legislators governors mayors"
    " ministers half majority minority chorus crowd couple pair two three trio duo brothers sisters twins sons"
    " daughters children kids boys girls"
)
"""Nouns that stand for several people."""
BODY = _set(
    "guild choir agency association authority bank board body broadcaster bureau cabinet campaign camp centre center"
    " chamber charity church city club coalition college commission committee company congress consortium corporation"
    " council country county court department district embassy federation firm force foundation fund government"
    " group house institute institution jury kremlin league legislature magazine ministry movement museum nation"
    " navy army network newspaper office opposition organisation organization outlet panel paper parliament parish"
    " partnership party pentagon police publication publisher region regime school senate service site society"
    " state station studio synod team town tribunal troupe trust union university village administration brigade"
    " airline cooperative co-operative hospital initiative utility project watchdog caucus delegation ensemble"
    " orchestra quango regulator retailer manufacturer supermarket brewery operator carrier trade-union website"
    " daily weekly desk"
)
"""Nouns that stand for an organisation."""
WRITING = _set(
    "report letter statement memo filing email e-mail study poll survey document paper article book note verdict"
    " ruling judgment judgement indictment affidavit lawsuit complaint sign notice poster label guidebook brochure"
    " leaflet manual website page post tweet blog editorial column diary record minutes contract treaty law act"
    " bill clause constitution charter review audit transcript release manifesto will inscription plaque caption"
    " headline title dossier circular census map chart catalogue petition resolution communique advisory order"
    " form ballot agreement warrant analysis figures data statistics memoir biography entry budget text chapter"
    " paragraph polls studies reports documents records rules guidelines lyrics film documentary ad advertisement"
    " video clip spot piece speech remark remarks comment comments words announcement slide brief research"
    " evidence estimate estimates forecast messages message motto slogan story findings surveys plan proposal deal"
    " emails tweets posts transcripts"
)
"""Nouns of what is written or shown, and says what it says by itself."""
UTTERANCE = _set(
    "statement letter tweet tweets post posts speech remark remarks comment comments words message messages"
    " announcement claim claims memo email e-mail emails book article column essay op-ed blog editorial testimony"
    " answer reply response argument suggestion warning promise pledge vow denial accusation accusations complaint"
    " decision insistence assertion view opinion belief brief memoir autobiography declaration diary report survey"
    " verdict ruling plan writings actions threat threats criticism embrace support praise call calls request"
    " refusal question questions proposal pamphlet manifesto voice note notes account statements letters"
)
"""Nouns of what somebody says, whose owner speaks by it."""
PLURALS = frozenset(f"{noun}s" for noun in PERSON) | frozenset(f"{noun}es" for noun in PERSON)


def gender_of(noun: str) -> Gender | None:
    """Return the gender that a noun or title tells of who it is said of, or None."""
    word = noun.casefold().rstrip(".")
    return "feminine" if word in FEMININE else "masculine" if word in MASCULINE else None


def alike(one: str, other: str) -> bool:
    """Say whether two nouns may be said of one person by turns ("senator", "lawmaker")."""
    return one == other or any(one in words and other in words for words in ALIKE)
