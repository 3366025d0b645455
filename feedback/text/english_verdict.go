package text

// englishVerdicts are words with which short remarks judge or complain and which
// the counted reviews have too seldom: "Unprofessional.", "Yikes", "I am furious!".
// Often they are all that a customer says, and a word that other languages spell
// alike is not among them.
const englishVerdicts = "" +
	"abhorrent abominable abomination abundant abused abusive abysmal accomplish accomplished ache aches achieved " +
	"achievement acknowledge addictive admirable adorable adored advantages advert aftertaste aggravated airline " +
	"airy alarmed amaze amazeballs amazement ambulance angered annoyance annoys anticlimactic " +
	"anxiety anxious apathetic apologies apologise apologised apologize apologized appalled appointment appreciates " +
	"appreciation appreciative apprehensive approachable argh aromatic arrange arseholes assaulted asshole " +
	"assholes assisted astonished astonishment astounded atrocious authorization aww backlog backordered backwards " +
	"badass baffled baggage bankrupt banned bastard bastards bedbugs beds benefited bent betrayed beware bewildered " +
	"billed bitch bizarre blah blamed bleh blister blisters bloated bloodsuckers blurred bobbins bodge bodged " +
	"bogus bombarded boredom borked bossy botched bothersome boycott breach breakage breathable breathe bricked " +
	"brighter brill bruh bruise bruised bruises buggered bulky bullied bullshit bummed bummer bumped bungled " +
	"burden bureaucracy bureaucratic burned burnt bussin buyers callback callous cancellation cancels carrier " +
	"cashier catastrophic caveat cesspool chaos chaotic chargeback cheapest cheapskate cheapskates " +
	"cheaters cheats checkout cheery cheesy chewy chipped choked choppy chucked chuffed clarify classy claustrophobic " +
	"cleaned cleaner clearer clickbait closes clusterfuck cluttered cockroach cockroaches collapsed commendable " +
	"compensate compensated compensation competence complains complimentary complimented compliments confuses " +
	"congrats congratulations connects conned conscientious considerate contemptuous contented convoluted " +
	"corny corroded corrupt cosy counterfeit counterintuitive courteous courtesy coward cowards cracked cracks " +
	"cramp cramped crappy creaky creamy crestfallen cretins cried criminals cringe cringy crispy criticise " +
	"criticize crook crooks cruelty crunchy crushed cumbersome cured cursed customization damages dammit damned " +
	"damp dated deactivate dealbreaker dealership deathtrap debacle debited debt deceived deceptive declined " +
	"dedication delays delectable delighted delusional denies dented dependable deplorable deposit despair " +
	"despicable despised destroyed deteriorated detest devastated diabolical diarrhea diarrhoea dickhead dilapidated " +
	"diligent dingy dipshit dirt dirtier dirtiest disadvantage disadvantages disagree disapointed disappears " +
	"disappoints disastrous discomfort disconnects discontent discontinued discounted discourteous discriminated " +
	"discrimination disgrace disgusted disheartened dishonest disillusioned disinterested disliked dislikes " +
	"dismayed dismissed dismissive disorganisation disorganised disorganized dispatched displeased disrespect " +
	"disrespected dissapointed dissatisfaction dissatisfied distress distressed distrust doa dodgy doorstop " +
	"downgrade downgraded downhill downsides drab drafty drained draughty drawback drawbacks dread dreamy " +
	"dreary dropdown dubious dumbfounded dumpster durability durable dusty easiest ecstatic educational efficiency " +
	"elated elevator eligible emailed embarrassment empathetic enhance enhanced enhancement enjoyment enraged " +
	"erased escalate evasive evil ew eww exasperated excessive exemplary exorbitant expand expedite expiration " +
	"explode exploded explosion extortion extortionate fab failures fakes farce farcical fashionable fastest " +
	"faults faulty favorites favourites filth filthy finest flabbergasted flavour flavoursome flickers fluffy " +
	"flush fml foolish forgettable foul fragrant frauds fraudsters fraudulent freaked fresher friendlier friendliest " +
	"frightened froze frustrates fubar fuck fucked fuckers fuckin furious geez gimmick gimmicky glitched glitchy " +
	"gloomy glorious gobsmacked goddammit goddamn godsend goldmine gr8 gracious gratitude greasy greed greedy " +
	"greeted grief grimy grr grrr grubby grumpy guided guilty gutted hacked hahaha happiest harassed harassment " +
	"hassles hates hazard hazardous headache headaches healed healthier heartbroken hearty hehe hellish heroes " +
	"hesitant hesitate hesitation hiccup hiccups hideous highchair honored honour honoured hooray horrendous " +
	"horrid horrified hospitable hospitalised hospitality hospitalized hotpot hotter humiliated hurrah hurray " +
	"hygienic idiotic idk ignores illegal imho immaculate immersive immoral imo impatient impeccable impersonal " +
	"implement implemented impolite impractical impresses improves inaccuracies inaccurate inadequate inattentive " +
	"incomparable incompetence incompetent incomplete inconsiderate inconsistent inconvenience inconvenienced " +
	"increased indebted indifferent indispensable inedible ineffective inefficiency inefficient inept ineptitude " +
	"inexcusable inexperienced infestation infested inflexible infuriated infuriates ingenious injured innovative " +
	"inoperable insanity insensitive inspirational insufferable insufficient insulted integrity intolerable " +
	"intrusive invasive invest investigated invoice irate irritate irritated irritates irritation itch itches " +
	"itchy jackass jackpot janky jerk jerks jerky jfc jobsworth jobsworths joyous kicked knackered knockoff " +
	"knowledgeable lacked lackluster lacklustre lagged laughable laughed lawsuit leak leaked leaks leaky leeches " +
	"legendary legroom letdown lethal liars lied lifelike lifesaver likable likeable livid lmao lmfao loan " +
	"loathe loathed locate locks lockups lovin ludicrous luggage lukewarm luxurious luxury maggot maggots " +
	"magical magnificent malfunction malfunctioned malfunctions manky marvellous marvelous materialised meh " +
	"melted meticulous misdiagnosed miserable misery mislead misled mismanaged missold mistaken mistrust moist " +
	"mold moldy moreish moron morons mould mouldy mushy must've musty naff nah neglect neglected negligence " +
	"negligent nevermind niggle niggles nightmares nightmarish nitpick noisier nonexistent nonfunctional nope " +
	"notified nuisance nurse nutritious obsolete oily ombudsman omfg ominous omnishambles oof organisation " +
	"organised ouch ought outage outages outdated outrage outraged overbooked overcharge overcharged overcooked " +
	"overcrowded overdone overdue overheat overheated overheats overhyped overjoyed overlook overlooked overrated " +
	"oversalted owed panicked paperwork paradise parcel passable peeled penalised penalized penalty pence " +
	"perks personable petrified phew phoned picturesque pissed poisoned popups predatory predictable prescription " +
	"prevents pricy pristine proactive proceed proposal psyched pumped punctual pushy putrid query questionable " +
	"queued queues quibble quickest quieter quits racism rancid rapid reassurance reassured rebook reboot " +
	"reboots receipt recognise recognised recognises recognized recognizes recommends reconsider recovered " +
	"rectify redeem redesign redundant reeked reeks referral refresh refreshed refunds refurbished refurbishment " +
	"refusal regrets regretted regurgitated rehash rehashed reimburse reimbursed reimbursement reinstall reinstate " +
	"rejects rejuvenated reliability relieved reluctant remembers remorse renovation repaired replied replies " +
	"representatives repulsive rescheduled resent residue respected responds restarts restrict restricted " +
	"restriction restrictive rethink retrieve revert revived ripoff roaches robbed robbery robotic rocks rockstar " +
	"rockstars rofl roomy ropey ropy rotten rubbery ruder rudest ruins runaround rundown rust rusted rusty " +
	"sacked saddened saddest salty scammed scammer scammers scammy scams scandalous sceptical scratched scratches " +
	"scratchy screamed screws scripted scrumptious scumbag scumbags sealed seasoned sellout sensational serviceable " +
	"sewage sexist shabby shady shaky shambles shambolic shattered shit shite shitshow shitty shocker shoddy " +
	"shook shops shortchanged should've shouted shoutout showstopper shrank shrinks shrunk sigh simpler simplify " +
	"skeptical sketchy skilled skimp skimpy slays sleazy slowest sluggish smashed smdh smelled smh smiled " +
	"smiles smoother snafu snapped snappy snarky sneaky snobby snooty snotty sob sobbed someday sorrow sorta " +
	"soso sour spacious spammed spammy sparked speedy spicy spilled spilt splendid spoilt spooked squalid " +
	"squeaky stain stained stains stank startled steady stellar stench stfu sticky stingy stink stinks stinky " +
	"stoked stonewalled straightforward stranded stressed struggled stuffy stung stunned stupendous stupidity " +
	"stutters submit subpar substandard succeeded succulent sucked sued sufficient sullen superfast superstar " +
	"superstars supplier surcharge surprises suspended suspicious sux swift swindle swindled swollen swore " +
	"sympathetic syncs tacky tasted tastiest tatty tbh teary tedious terrified thanx theft thief thieves thirsty " +
	"threatened thrilled tidy tiresome toggle tolerable topnotch towels tragedy trainwreck tranquil transformed " +
	"transparency traumatic traumatised traumatized treasure tricky troubled troubles troublesome trustworthy " +
	"twats tysm ugh unanswered unattended unattractive unauthorised unauthorized unavailable unbalanced unbearable " +
	"unbeatable unblock unboxed uncertain unclean unclear unconscionable uncooperative undamaged undelivered " +
	"undercooked understaffed understock underwhelmed undone undrinkable uneasy unethical unfair unfinished " +
	"unfit unforgettable unforgivable unfreeze unglued unhealthy unhygienic unimpressed unimpressive uninhabitable " +
	"uninspired uninterested unintuitive unjust unkind unlivable unlock unloved unmatched unopened unorganised " +
	"unorganized unpaid unparalleled unplayable unpredictable unprepared unprofessional unprofessionalism " +
	"unreachable unreadable unreal unrealistic unreasonable unreliable unremarkable unresolved unresponsive " +
	"unrivaled unrivalled unsafe unsanitary unsatisfactory unsatisfied unsolved unstable unsteady unstitched " +
	"unsubscribe unsubscribed unsuitable untidy untrained untrustworthy unwanted unwatchable unwearable unwelcome " +
	"unworkable unworthy upsell usable valued vanished vanishes vegan vile violated vomit vomited vultures " +
	"waiter waits waive wankers warmer warn warped washes waterproof watery weaker weaknesses welcomed whoa " +
	"wholesome wilted wiped wishlist withdraw withheld witnessed witty woah wonky woohoo woot worrisome worsened " +
	"wretched wtf wth yawn yay yelled yikes yippee yuck yucky yum yummy"
