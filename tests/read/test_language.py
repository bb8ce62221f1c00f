"""Languages: what a text is written in, what it is said to be written in, and what the user is told of it."""

import pytest

from onrecord.read.language import detected, is_english, named, told
from onrecord.terms import Article, Document, Fact, Span

NEWS = {
    "en": "The council of Kelderwick voted on Tuesday to pull down the old mole in the spring. “We should have "
    "done it ten years ago,” said Agneta Lund, the mayor, after the meeting. Neighbours fear noise and "
    "closed streets.",
    "de": "Der Stadtrat von Kelderwick hat am Dienstag beschlossen, die alte Mole im Frühjahr abzureißen. „Wir "
    "hätten das schon vor zehn Jahren tun müssen“, sagte Bürgermeisterin Agneta Lund. Anwohner fürchten "
    "Lärm und gesperrte Straßen.",
    "fr": "Le conseil municipal de Kelderwick a décidé mardi de démolir la vieille jetée au printemps. « Nous "
    "aurions dû le faire il y a dix ans », a déclaré la maire, Agneta Lund. Les riverains craignent le "
    "bruit et les rues barrées.",
    "es": "El ayuntamiento de Kelderwick decidió el martes derribar el viejo muelle en primavera. «Debimos "
    "haberlo hecho hace diez años», dijo la alcaldesa, Agneta Lund. Los vecinos temen el ruido y las "
    "calles cortadas.",
    "it": "Il consiglio comunale di Kelderwick ha deciso martedì di demolire il vecchio molo in primavera. "
    "«Avremmo dovuto farlo dieci anni fa», ha detto la sindaca Agneta Lund. I residenti temono il rumore "
    "e le strade chiuse.",
    "nl": "De gemeenteraad van Kelderwick heeft dinsdag besloten de oude pier in het voorjaar te slopen. “Dat "
    "hadden we tien jaar geleden al moeten doen”, zei burgemeester Agneta Lund. Bewoners vrezen lawaai en"
    " afgesloten straten.",
    "pt": "A câmara municipal de Kelderwick decidiu na terça-feira demolir o velho cais na primavera. “Devíamos"
    " tê-lo feito há dez anos”, disse a presidente, Agneta Lund. Os moradores receiam o barulho e as ruas"
    " cortadas.",
    "pl": "Rada miasta Kelderwick zdecydowała we wtorek, że stare molo zostanie rozebrane wiosną. „Powinniśmy "
    "byli to zrobić dziesięć lat temu” – powiedziała burmistrz Agneta Lund. Mieszkańcy obawiają się "
    "hałasu i zamkniętych ulic.",
    "tr": "Kelderwick belediye meclisi salı günü eski iskelenin baharda yıkılmasına karar verdi. Belediye "
    "başkanı Agneta Lund “Bunu on yıl önce yapmalıydık” dedi. Mahalle sakinleri gürültüden ve kapalı "
    "yollardan korkuyor.",
    "ru": "Городской совет Келдервика во вторник решил снести старый причал весной. «Мы должны были сделать это"
    " десять лет назад», — сказала мэр Агнета Лунд. Жители опасаются шума и перекрытых улиц.",
    "zh": "凯尔德维克市议会周二决定明年春天拆除旧码头。市长阿格内塔·伦德在会后"
    "说：“我们十年前就应该这样做。”居民担心噪音和封路。",
    "ar": "قرر مجلس مدينة كيلدرويك يوم الثلاثاء هدم الرصيف القديم في الربيع. وقالت رئيسة البلدية أغنيتا لوند: "
    "«كان يجب أن نفعل ذلك قبل عشر سنوات». يخشى السكان الضوضاء وإغلاق الشوارع.",
}
NAMES = (
    "Rep. Tomas Brekhurst, Sen. Ilse Vandermeer and Gov. Paolo Quintavalle met Mr. Björn Åkerström and Mrs. Zofia"
    " Wiśniewska in Kelderwick, N.H., on Nov. 3. Brekhurst, Vandermeer and Quintavalle left by train."
)


def document(*texts, languages=(), facts=()):
    whole, articles = "", []
    for index, text in enumerate(texts):
        body = ((Span(len(whole), len(whole) + len(text)),),)
        language = languages[index] if index < len(languages) else "en"
        articles.append(Article(body, language=language, facts=tuple(facts)))
        whole += text + "\n\n"
    return Document("id", "a.txt", whole, "0" * 64, "text/plain", "utf-8", tuple(articles))


def languages(document):
    return [article.language for article in document.articles]


@pytest.mark.parametrize("language", NEWS)
@pytest.mark.parametrize("times", [1, 40])
def test_news_of_many_languages_is_told_apart_short_and_long(language, times):
    assert detected("\n\n".join([NEWS[language]] * times)) == language


@pytest.mark.parametrize("text", ["", "42", "Agneta Lund", "  \n", "… — “”", "N.H.", "Sen. Ilse Vandermeer"])
def test_what_is_too_short_to_tell_is_taken_for_english(text):
    assert detected(text) == "und"
    assert is_english("und")


@pytest.mark.parametrize(
    "text", [NAMES, NAMES.upper(), "“We vote for somebody,” Lund said.", "said former Mayor Agneta Lund, Tuesday"]
)
def test_english_full_of_names_is_no_other_language(text):
    assert is_english(detected(text))


def test_a_long_quotation_in_another_language_does_not_decide():
    assert detected(NEWS["de"] + "\n" + "\n".join([NEWS["en"]] * 8)) == "en"
    assert detected(NEWS["en"] + "\n" + "\n".join([NEWS["de"]] * 8)) == "de"


def test_text_that_no_codec_takes_is_no_error():
    assert detected("\ud800" * 100) == "und"
    assert detected("\0\x01\ufffd" * 50) == "und"
    assert detected(NEWS["de"] + "\ud800\udfff") == "de"


def test_each_article_of_a_document_has_its_language_and_the_user_is_told_once():
    found = told(document(NEWS["en"], NEWS["de"], NEWS["fr"], NEWS["de"]))
    assert languages(found) == ["en", "de", "fr", "de"]
    assert found.doubts == (
        "has 3 of 4 articles in German (de) and French (fr): kept and searchable, statements not extracted",
    )
    assert told(document(NEWS["de"])).doubts == ("is in German (de): kept and searchable, statements not extracted",)
    assert told(found) == found


def test_an_english_document_stays_as_it_is():
    given = document(NEWS["en"], NAMES, languages=("en", "en-GB"))
    assert told(given) == given


def test_what_is_declared_is_believed_with_its_region():
    found = told(document("Ja.", "Moin, Frau Lund", NEWS["de"], languages=("de", "de_AT", "German")))
    assert languages(found) == ["de", "de-AT", "de"]
    assert "German (de) and German (de-AT)" in found.doubts[0]
    assert languages(told(document("Ja, Frau Lund", languages=("deu",)))) == ["de"]
    assert languages(told(document(NEWS["nl"], languages=("af",)))) == ["af"]  # too near to be told apart


def test_a_text_that_clearly_contradicts_its_page_is_believed_and_that_is_said():
    lang = Fact("language", "es-MX", "html lang")
    found = told(document(NEWS["en"] * 2, languages=("es-MX",), facts=[lang]))
    assert languages(found) == ["en"]
    assert found.articles[0].facts == (Fact("language", "en", "the text itself, against html lang (es-MX)"),)
    assert found.doubts == ("is declared to be in Spanish (es-MX), but reads as English (en)",)
    assert told(found) == found


def test_a_page_said_to_be_english_may_be_german():
    found = told(document(NEWS["de"] * 2, facts=[Fact("language", "en", "html lang")]))
    assert languages(found) == ["de"]
    assert found.doubts[0] == "is declared to be in English (en), but reads as German (de)"


@pytest.mark.parametrize("declared", ["x-default", "mul", "und", "<b>", "deutsch!", "zz", "en" * 4000, " "])
def test_a_declaration_that_is_none_is_passed_over(declared):
    assert languages(told(document(NEWS["de"], languages=(declared,)))) == ["de"]
    assert languages(told(document(NEWS["en"], languages=(declared,)))) == ["en"]


def test_languages_have_names():
    assert named("de-AT") == "German (de-AT)"
    assert named("qqx") == "the language 'qqx'"
    assert [is_english(code) for code in ("en", "EN-gb", "und", "de", "eno")] == [True, True, True, False, False]
