"""The commonest words of English, the more frequent first: among them generators put words of no language."""

PLAIN = """
the of and to a in that it is was for on with as he be at by had not are but from or have an they which one you
were all her she there would their we him been has when who will no more if out so what up said about than its
into them can only other time new some could these two may first then do any like my now over such our man me
even most
""".split()
