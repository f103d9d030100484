"""The countries in English, by their two-letter codes (ISO 3166-1; names from Unicode CLDR)."""

from babel import Locale

from articles.formats.countries import COUNTRY_CODES

_NAMES = Locale("en").territories
COUNTRIES = dict(sorted(((code, _NAMES[code]) for code in COUNTRY_CODES), key=lambda pair: pair[1]))


def country(code: str) -> str:
    """The name of a country, or its code where that is not known."""
    return COUNTRIES.get(code, code)


def _adjectives() -> dict[str, str]:
    pairs = (entry.split(":") for line in _ADJECTIVES.splitlines() for entry in line.split())
    return {word.replace("_", " "): code for code, words in pairs for word in words.split(",")}


# How English speaks of what is a country's, by its code, and of a country by another name. A word
# that may be two countries' (Congolese, Dominican) stands for neither.
_ADJECTIVES = """
AD:andorran AE:emirati AF:afghan AL:albanian AM:armenian AO:angolan AR:argentine,argentinian
AT:austrian AU:australian AZ:azerbaijani,azeri BA:bosnian BB:barbadian BD:bangladeshi BE:belgian
BF:burkinabe BG:bulgarian BH:bahraini BI:burundian BJ:beninese BN:bruneian BO:bolivian
BR:brazilian BS:bahamian BT:bhutanese BW:botswanan BY:belarusian,belarussian BZ:belizean
CA:canadian CF:central_african CH:swiss CI:ivorian CL:chilean CM:cameroonian CN:chinese
CO:colombian CR:costa_rican CU:cuban CY:cypriot CZ:czech DE:german DJ:djiboutian DK:danish
DZ:algerian EC:ecuadorian EE:estonian EG:egyptian ER:eritrean ES:spanish ET:ethiopian FI:finnish
FJ:fijian FR:french GA:gabonese GB:british,britain,uk GE:georgian GH:ghanaian GM:gambian
GN:guinean GR:greek GT:guatemalan GY:guyanese HN:honduran HR:croatian HT:haitian HU:hungarian
ID:indonesian IE:irish IL:israeli IN:indian IQ:iraqi IR:iranian IS:icelandic IT:italian
JM:jamaican JO:jordanian JP:japanese KE:kenyan KG:kyrgyz KH:cambodian KP:north_korean
KR:south_korean KW:kuwaiti KZ:kazakh LA:laotian LB:lebanese LI:liechtensteiner LK:sri_lankan
LR:liberian LT:lithuanian LU:luxembourgish LV:latvian LY:libyan MA:moroccan MC:monegasque
MD:moldovan ME:montenegrin MG:malagasy MK:north_macedonian ML:malian MM:burmese,burma MN:mongolian
MR:mauritanian MT:maltese MU:mauritian MV:maldivian MW:malawian MX:mexican MY:malaysian
MZ:mozambican NA:namibian NE:nigerien NG:nigerian NI:nicaraguan NL:dutch NO:norwegian
NP:nepalese,nepali NZ:new_zealand OM:omani PA:panamanian PE:peruvian PH:philippine,filipino
PK:pakistani PL:polish PS:palestinian,palestine PT:portuguese PY:paraguayan QA:qatari RO:romanian
RS:serbian RU:russian RW:rwandan SA:saudi SC:seychellois SD:sudanese SE:swedish SG:singaporean
SI:slovenian,slovene SK:slovak SL:sierra_leonean SM:san_marinese SN:senegalese SO:somali
SR:surinamese SS:south_sudanese SV:salvadoran,salvadorean SY:syrian TD:chadian TG:togolese TH:thai
TJ:tajik TL:timorese TM:turkmen TN:tunisian TR:turkish,turkey TT:trinidadian TW:taiwanese
TZ:tanzanian UA:ukrainian UG:ugandan US:american UY:uruguayan UZ:uzbek VE:venezuelan VN:vietnamese
YE:yemeni ZA:south_african ZM:zambian ZW:zimbabwean
"""
ADJECTIVES = _adjectives()
