# ruff: noqa: E501 (a passage stands on one line)
"""Short passages in the manner of many newsrooms, with the quotes that stand in them.

A quote is written {d NAME|words}: d direct, i indirect, m mixed; NAME is empty where nobody can be
told. Every third passage (HELD_OUT) was kept aside while the rules were made and tried once, at
the end. The words are made up; nobody need have said them.
"""

import re

from articles.text.quotes import Directness

_MARKED = re.compile(r"\{([dim]) ([^|{}]*)\|([^{}]*)\}")
_DIRECTNESS: dict[str, Directness] = {"d": "direct", "i": "indirect", "m": "mixed"}

type Expected = tuple[int, int, str, Directness]


def read_case(case: str) -> tuple[str, list[Expected]]:
    """Take the marks out of a case: the text, and the spans with speaker and directness."""
    text, expected, at = "", [], 0
    for match in _MARKED.finditer(case):
        text += case[at : match.start()]
        expected.append(
            (len(text), len(text) + len(match[3]), match[2], _DIRECTNESS[match[1]]),
        )
        text += match[3]
        at = match.end()
    return text + case[at:], expected


CASES = [
    # agencies: the quote first
    """{d Dmitriy Peskov|"We have received no such request,"} Kremlin spokesman Dmitriy Peskov told reporters on Monday.""",
    """{d Maria Zakharova|"This is a provocation,"} said Maria Zakharova, the foreign ministry spokeswoman. {d Maria Zakharova|"We will answer it in kind."}""",
    """{d Nikol Pashinyan|“The talks are not over,”} Pashinyan said, {d Nikol Pashinyan|“but we need guarantees from all sides.”} Armenian Prime Minister Nikol Pashinyan spoke in parliament.""",
    """MOSCOW (Reuters) - {i Kremlin|Russia is ready for talks on the corridor}, the Kremlin said on Tuesday.""",
    """YEREVAN, January 10. /TASS/. {i Nikol Pashinyan|The blockade has cut off 120,000 people from supplies}, Armenian Prime Minister Nikol Pashinyan said at a government meeting.""",
    """BAKU, Azerbaijan (AP) — Azerbaijan's president on Thursday said {i Azerbaijan's president|the road would stay open to all humanitarian traffic}.""",
    """President Ilham Aliyev told state television {i Ilham Aliyev|the road had never been closed}.""",
    """Speaking at a weekly briefing, Zakharova told journalists that {i Zakharova|the peacekeepers were doing their duty}.""",
    """The foreign ministry said in a statement on Friday that {i Foreign ministry|it had summoned the ambassador}. {d Foreign ministry|"Such statements are inadmissible,"} it said.""",
    # the quote after the verb
    """Peskov said: {d Dmitriy Peskov|"Contacts go on at the working level."} Asked for details, Dmitriy Peskov declined to comment.""",
    """The minister replied, {d Minister|"I have nothing to add to what my colleague told you."}""",
    """Aliyev was blunt: {d Ilham Aliyev|“Our goal is not a blockade.”} President Ilham Aliyev spoke for an hour.""",
    # indirect with and without that
    """Lavrina claimed {i Lavrina|the protest had been peaceful from the first day}.""",
    """The spokeswoman denied that {i Spokeswoman|any convoy had been stopped at the checkpoint}.""",
    """Officials have repeatedly warned that {i Officials|food stocks could run out within days}.""",
    """Pashinyan admitted {i Pashinyan|the army was not ready} and added that {i Pashinyan|reforms would take years}.""",
    """The president insisted {i President|there could be no return to the old format}, adding that {i President|the mediators had failed}.""",
    """Peskov dismissed the report, saying {i Peskov|it had nothing to do with reality}.""",
    """Neither side said what had been agreed.""",
    """Zakharova did not say whether a meeting was planned.""",
    """The ministry declined to comment on reports that the road had been shut.""",
    """The protesters asked {i Protesters|why the specialists had not been let in}.""",
    """Journalists asked Peskov {i Journalists|whether a telephone call was being prepared}.""",
    """Lavrina wondered {i Lavrina|how long the mines would go on working}.""",
    # according to
    """According to the Armenian defence ministry, {i Armenian defence ministry|two soldiers were wounded in the exchange of fire}.""",
    """{i Azerbaijani authorities|The pipeline was damaged in three places}, according to the Azerbaijani authorities.""",
    """Under the plan, and according to the law, the deposit is to be inspected once a year.""",
    """{i Maria Zakharova|Work on the peace treaty goes on}, according to Maria Zakharova. According to her, {i Maria Zakharova|a new round of talks is being prepared}.""",
    """As Peskov noted earlier, {i Peskov|no date has been set for the summit}.""",
    """{i Ministry|The convoy reached the town at noon}, as the ministry later confirmed.""",
    # roles and pronouns
    """Russian Foreign Ministry Spokeswoman Maria Zakharova commented on the talks. {d Maria Zakharova|"Everything depends on the will of the sides,"} the spokeswoman stressed.""",
    """Prime Minister Nikol Pashinyan said {i Nikol Pashinyan|Armenia was ready to sign}. The prime minister noted that {i Nikol Pashinyan|the text was nearly agreed}. He also said {i Nikol Pashinyan|borders must be respected}.""",
    """President Ilham Aliyev met Prime Minister Nikol Pashinyan in Brussels. The president said {i Ilham Aliyev|the meeting had been useful}. The prime minister said {i Nikol Pashinyan|it had been difficult}.""",
    """{d |"Thank you,"} she said.""",
    """Dmitriy Peskov, the Kremlin spokesman, said {i Dmitriy Peskov|Moscow was following events closely}.""",
    """The Kremlin spokesman, Dmitriy Peskov, told a news conference that {i Dmitriy Peskov|nothing had been decided}.""",
    """Vice-Chairman of the Russian Community Anastasia Lavrina, 35, who came from Baku by bus, said: {d Anastasia Lavrina|"We came to support them."}""",
    """Spokesperson for the Russian president Dmitriy Peskov has called the claims {d Dmitriy Peskov|"an absolute and deliberate lie"}.""",
    """Zakharova described the vote as {d Zakharova|“a dangerous step that helps nobody”}.""",
    # mixed
    """Peskov said {m Peskov|the plan was "a dead end for all sides" and would be dropped}.""",
    """The ministry said {m Ministry|the arrest was "politically motivated and unlawful"}.""",
    """{m Ilham Aliyev|The peacekeepers have "no mandate to stop anybody,"} President Ilham Aliyev said.""",
    # more paragraphs
    """President Ilham Aliyev addressed the nation.\n\n{d Ilham Aliyev|“We have waited for thirty years.}\n\n{d Ilham Aliyev|“We will not wait any longer,”} he said.""",
    """Zakharova answered: {d Maria Zakharova|"There are two questions here.}\n\n{d Maria Zakharova|"The first one is legal. The second is not."}\n\nMaria Zakharova then left the hall.""",
    """Nikol Pashinyan criticised the mediators.\n\n{d Nikol Pashinyan|“They talk and talk, and nothing changes on the ground.”}\n\nThe mediators have not replied.""",
    # scare quotes, titles, marks that are not quotes
    """The so-called "blockade" has gone on for a month, and the 'Gizilbulagh' mine is closed.""",
    """The film "A Long Way Home from the Mountains" won the first prize in Baku.""",
    """The protesters' leaders and the soldiers' mothers met in the '90s; it wasn't easy.""",
    """Residents of the "special economic zone" pay no taxes.""",
    """The 12" pipe and the 14" pipe were both replaced.""",
    """{d Nikol Pashinyan|«We shall sign when the text is ready,»} Nikol Pashinyan said.""",
    """{d Nikol Pashinyan|„We shall sign when the text is ready“}, said Nikol Pashinyan.""",
    """{d Nikol Pashinyan|''We shall sign when the text is ready,''} said Nikol Pashinyan.""",
    """{d Dmitriy Peskov|'It isn't the leaders' wish to stop now,'} Dmitriy Peskov said.""",
    """{d Maria Zakharova|“He told me ‘we are ready’ and then left,”} Maria Zakharova recalled.""",
    """{d Maria Zakharova|"Why was the road closed?"} Maria Zakharova asked. {d Maria Zakharova|"Who gave the order?"}""",
    # headlines
    """Peskov: {i Dmitriy Peskov|No date yet for leaders' meeting}\n\nKremlin spokesman Dmitriy Peskov met reporters on Monday.""",
    """{d Nikol Pashinyan|'We will not give in'}, says Pashinyan\n\nPrime Minister Nikol Pashinyan spoke on Monday.""",
    """{i Kremlin|No date yet for leaders' meeting} - Kremlin\n\nThe Kremlin gave no details.""",
    # passives and second-hand
    """{d Dmitriy Peskov|"There is no alternative to talks,"} Dmitriy Peskov was quoted as saying by TASS.""",
    """TASS quoted Zakharova as saying that {i Zakharova|the mission would stay}.""",
    """Interfax news agency reported that {i Interfax|two trucks had crossed the bridge}, citing a source in the ministry.""",
    """It was noted by the leaders that the statement had been signed.""",
    """The convoy was told to wait, and the measures announced on Monday were dropped.""",
    """{i Trend|The rally entered its fiftieth day}, Trend reports.""",
    """{i Anastasia Lavrina|Members of the community joined the rally}, Chairwoman Anastasia Lavrina said, Azernews reports.""",
    # demands
    """The activists urged {i Activists|the peacekeepers to let the experts through}.""",
    """Yerevan called on {i Yerevan|the Security Council to condemn the blockade}.""",
    """Zakharova accused {i Zakharova|the West of fuelling the conflict}.""",
    """The two presidents pledged {i Two presidents|to meet again before the end of the year}.""",
    """Human Rights Watch has called for {i Human Rights Watch|an independent investigation into the killings}.""",
    # nobody speaks
    """The demands of the protesters gained support after reports surfaced of illegal mining.""",
    """The statement of the three leaders claims a central place in the negotiations.""",
    """States and companies report their emissions once a year; the United States does too.""",
    """The road from Goris was reopened on Monday, and the first trucks arrived in the evening.""",
    """The ministry announced new rules for drivers and confirmed the appointment of two deputies.""",
    # more than one speaker
    """{d Dmitriy Peskov|"We are ready,"} said Dmitriy Peskov. Maria Zakharova said: {d Maria Zakharova|"The sides must decide."} Peskov added: {d Dmitriy Peskov|"Soon."}""",
    """Aliyev said {i Aliyev|the road was open}, while Pashinyan said {i Pashinyan|it had been closed for weeks}.""",
    """{i Maria Zakharova|The corridor, Maria Zakharova said, is used for humanitarian purposes only}.""",
    """A senior official who asked not to be named said {i Senior official|the deal could be signed in May}.""",
    """A spokesman for the ministry told Reuters: {d Spokesman for the ministry|"We do not comment on rumours."}""",
    """{d Head of the Russian delegation in Geneva|"The session was constructive,"} the head of the Russian delegation in Geneva said after the meeting.""",
    """Mr Peskov, speaking from Sochi, said {i Peskov|the visit would go ahead}.""",
    """{d Anastasia Lavrina|"I could not believe it. We stood there for hours,"} recalled Anastasia Lavrina, the community's vice-chairman, in a telephone interview.""",
    """The statement reads: {d Statement|"The parties shall refrain from the use of force."}""",
    """In a post on Facebook, Ilham Aliyev wrote that {i Ilham Aliyev|the town would be rebuilt}.""",
    """Pashinyan expressed hope that {i Pashinyan|the treaty would be signed by the end of the year}.""",
    """Experts say {i Experts|the deposit holds at least 13 tons of gold, but no survey has been published}.""",
    """{d Banner|"The road of life is closed to us!"} read a banner.""",
    """Locals tell a different story, and nobody here will say a word about the mine.""",
]
TUNED = [case for n, case in enumerate(CASES) if n % 3 != 2]
HELD_OUT = CASES[2::3]

# Met in real news while the rules were made, told again in other words.
MORE = [
    """A ministry spokesman, who asked not to be named, told Reuters {i Ministry spokesman|the deal was off}.""",
    """{d Nikol Pashinyan|"Nobody asked us,"} one guest, Nikol Pashinyan, 47, told the paper.""",
    """Nikol Pashinyan went on to say that {i Nikol Pashinyan|talks would resume}.""",
    """The analysts wrote in a note that {i Analysts|demand would recover}.""",
    """Baku reported, citing sources, that {i Baku|the bridge had been closed}.""",
    """Zakharova spoke to deputies, stating that {i Zakharova|there was no other way}.""",
    """Asked whether he would come, the governor said: {d Governor|"No."}""",
    """Zakharova said in a letter, which she said that.""",
    """The letter names Maria Zakharova, in which she said that {i Maria Zakharova|the road was open}.""",
    """{i Spokesman|No date for the summit yet}: spokesman\n\nThe sides are still talking.""",
    """{d |“We waited for thirty years.}\n\n{d |“We are done.”}""",
    """{d Ilham Aliyev|“We waited for thirty years.}\n\n{d Ilham Aliyev|“We are done,”} Ilham Aliyev said.""",
    """Peskov and Zakharova said {i Peskov and Zakharova|they would come}. They added that {i Peskov and Zakharova|no date was set}.""",
    """Peskov pointed out that {i Peskov|no date was set}. Peskov told Interfax news agency that {i Peskov|it was late}.""",
    """Peskov said earlier this week that {i Peskov|he would come}. He said on 12 January that {i Peskov|he had come}.""",
    """Peskov late Monday said {i Peskov|the visit was off}. Peskov last week said that {i Peskov|it was on}.""",
    """Peskov said in 2021 after talks with envoys from Baku, Yerevan and Moscow that {i Peskov|all had agreed}.""",
    """Officials confirmed {i Officials|the man who was hurt had left}. Officials announced a plan, which was dropped.""",
    """Peskov said {i Peskov|the talks failed on Monday}, and Pashinyan, however, has said {i Pashinyan|they were useful}.""",
    """Lavrina said: {d Lavrina|"Stay."} Peskov reacted by saying, {d Peskov|"We stay as well."}""",
    """Zakharova said {i Zakharova|the road was open}, according to Interfax.""",
    """According to Peskov, the Kremlin spokesman, {i Peskov|the visit is off}. According to Peskov, {i Peskov|talks, which were long, are over}.""",
    """{d Dmitriy Peskov|"The visit is off for now,"} according to Dmitriy Peskov.""",
    """{i Peskov|The road, according to Peskov, was never closed to anybody}.""",
    """The novel "War and Peace and Love", critics said {i Critics|it was long}.""",
    """The journalists and officials of the Foreign Ministry of Armenia said {i Journalists and officials of the Foreign Ministry of Armenia|they were ready}.""",
    """The Ministry of Ecology of Azerbaijan said {i Ministry of Ecology of Azerbaijan|the mine was closed}.""",
    """The Caliber news agency reported {i Caliber|the road was closed}.""",
    """Policemen said {i Policemen|the road was closed}. Speaking of it, Peskov said {i Peskov|it was open}.""",
    """Peskov said that.""",
    """Peskov said {i Peskov|that was wrong}.""",
    """But, said Peskov.""",
    """“Never again” Peskov said.""",
    """Peskov “we shall see what comes of it” and said that.""",
    """Kremlin spokesman Dmitriy Peskov said {i Dmitriy Peskov|all was well}. The Moscow spokesman noted that {i Dmitriy Peskov|it was late}. The diplomat said {i Dmitriy Peskov|talks would go on}. The Armenian spokesman said {i Armenian spokesman|they would not}. The minister said {i Minister|they might}.""",
    """Foreign Ministry press secretary Maria Zakharova declined to speak. {d Maria Zakharova|"I will not say,"} she told reporters.""",
    """The letter was long, in which she said that {i |the road was open}.""",
    """He left, as saying that was hard. Peskov left, citing illness. As Peskov said,""",
    """Peskov said {i Peskov|the road was open}, Interfax reported.""",
    """Pashinyan said that, {i Pashinyan|in his opinion, all was well}.""",
    """{d Peskov|"We shall see what comes,"} Peskov said, according to Interfax.""",
    """Nikol Pashinyan spoke. {d Nikol Pashinyan|"We are done with it."} Peskov left the room.""",
    """{d Peskov|"We 'll see what comes,"} said Peskov.""",
    """Angry Dmitriy Peskov left. They were angry. Peskov said {i Dmitriy Peskov|it was over}.""",
    """The ministry said {i Ministry|all was well}. He said {i |it was late}.""",
    """After the talks, told reporters that it was late. said Peskov that it was late.""",
    """The convoy arrived and the ministry said {i Ministry|all was well}.""",
    """Hurriyet newspaper said {i Hurriyet|all was well}. Peskov Monday said {i Peskov|it was not}.""",
    """Peskov expressed his deep hope that {i Peskov|all was well}. Peskov expressed thanks to all who came.""",
    """Peskov commented on a plan that had failed. Peskov accused the others.""",
    """Zakharova warned of {i Zakharova|a new war in the region}. Peskov denied {i Peskov|any role in the attack}.""",
    """Peskov,, said that {i Peskov|it was well}.""",
    """Peskov, known as the “old man of the Kremlin”, said that {i Peskov|all was well}.""",
    """They met at Acme Inc. the ministry said that {i Ministry|all was well}.""",
    """Peskov said {m Peskov|"the road of life" was open to all}. The road as Peskov said, was open.""",
    """{d |“We waited for years.}\n\n“We are done” of it. Peskov said that {i Peskov|all was well}.""",
    """Peskov said in the old town""",
]
