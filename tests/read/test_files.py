"""What the user names: files and folders to walk, addresses to pass on."""

from pathlib import Path

from onrecord.read import Input, inputs


def test_addresses_stand_among_files_in_the_order_given_each_once(folder, put):
    put({"in/b.txt": "b", "in/a.txt": "a"})
    at = "https://news.example/a//b?q=1"
    assert list(inputs([at, "in", f"{at}#top", Path("in/b.txt"), "HTTP://News.Example"])) == [
        Input(Path(at), at, url=at),
        Input(Path("in/a.txt"), "a.txt"),
        Input(Path("in/b.txt"), "b.txt"),
        Input(Path("HTTP://News.Example"), "HTTP://News.Example", url="HTTP://News.Example"),
    ]


def test_an_address_with_letters_in_another_encoding_can_be_stored():
    (found,) = inputs(["https://news.example/m\udcf8le"])
    assert isinstance(found, Input)
    assert found.url == "https://news.example/m\\xf8le"


def test_a_file_may_be_called_like_an_address(folder, put):
    put({"https:/news.example/a.txt": "a"})
    assert list(inputs([Path("https:/news.example/a.txt"), "./https://news.example/a.txt"])) == [
        Input(Path("https:/news.example/a.txt"), "a.txt")
    ]
