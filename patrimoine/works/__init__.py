"""Photos and sounds of heritage places: none without an author, a licence, a proof and a word on people."""
