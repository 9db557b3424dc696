"""Tags: the words under which sheets and topics are filed, one list for the whole site."""
