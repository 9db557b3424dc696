"""Reports of mails that could not be delivered, in the form of named servers.

Each form follows a report that its server wrote, addresses and names changed:
Postfix: reports of Postfix kept by public lists (`X-Postfix-Queue-ID`), and RFC 3464, appendix E;
Exim: sisimai/rb-sisimai, set-of-emails/maildir/bsd/email-exim-56.eml (plain text), and deliver.c for its multipart;
Exchange: sisimai/set-of-emails, maildir/bsd/email-exchange2007-05.eml.
"""

from itertools import count

_numbers = count(1)
HEADERS = """\
Return-Path: <>
Delivered-To: {to}
Date: Mon, 2 Mar 2026 10:12:00 +0100
Message-ID: <{number}@serveur.example>
To: {to}
MIME-Version: 1.0
"""
COPY = """\
Return-Path: <{to}>
To: {recipient}
Subject: Une =?utf-8?q?r=C3=A9ponse?=
Message-ID: <0123456789abcdef@extranet.example>
X-Extranet-Mail: <0123456789abcdef@extranet.example>

Bonjour
"""

POSTFIX = (
    HEADERS
    + """\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status;
	boundary="2762F139CC7.1589354389/mx.example"

This is a MIME-encapsulated message.

--2762F139CC7.1589354389/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{recipient}>: host mail.mairie.example[192.0.2.1] said: {answer}
    (in reply to RCPT TO command)

--2762F139CC7.1589354389/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 2762F139CC7
X-Postfix-Sender: rfc822; {to}
Arrival-Date: Mon,  2 Mar 2026 10:11:58 +0100 (CET)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.mairie.example
Diagnostic-Code: smtp; {answer}

--2762F139CC7.1589354389/mx.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

"""
    + COPY
    + "\n--2762F139CC7.1589354389/mx.example--\n"
)
EXIM = (
    HEADERS
    + """\
Envelope-to: {to}
X-Failed-Recipients: {recipient}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=1456912345-eximdsn-804289383
Subject: Mail delivery failed: returning message to sender

--1456912345-eximdsn-804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {recipient}
    host mail.mairie.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<{recipient}>:
    {answer}

--1456912345-eximdsn-804289383
Content-type: message/delivery-status

Reporting-MTA: dns; mx.example

Action: {action}
Final-Recipient: rfc822;{recipient}
Status: 5.0.0
Remote-MTA: dns; mail.mairie.example
Diagnostic-Code: smtp; {answer}

--1456912345-eximdsn-804289383
Content-type: message/rfc822

"""
    + COPY
    + "\n--1456912345-eximdsn-804289383--\n"
)
EXIM_PLAIN = (
    HEADERS.replace("MIME-Version: 1.0\n", "")
    + """\
Envelope-to: {to}
X-Failed-Recipients: {recipient}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {recipient}
    SMTP error from remote mail server after initial connection:
    host mail.mairie.example [192.0.2.222]:
    {answer}

------ This is a copy of the message, including all the headers. ------

"""
    + COPY
)
EXCHANGE = (
    HEADERS
    + """\
From: mailer-daemon@exchange.example
Content-Type: multipart/report; report-type=delivery-status;
	boundary="0000ffff-0000-0000-0000-0000"
Content-Language: fr-FR
Subject: =?utf-8?q?Non_remis=C2=A0?=: Une =?utf-8?q?r=C3=A9ponse?=

--0000ffff-0000-0000-0000-0000
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="eeee0000-0022-2200-2220"

--eeee0000-0022-2200-2220
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or distribution lists:

{recipient}
The recipient's e-mail address was not found in the recipient's e-mail syst=
em. Microsoft Exchange will not try to redeliver this message for you.

--eeee0000-0022-2200-2220--

--0000ffff-0000-0000-0000-0000
Content-Type: message/delivery-status

Reporting-MTA: dns;mx4.exchange.example
Received-From-MTA: dns;mx.example
Arrival-Date: Mon, 2 Mar 2026 10:11:58 +0100

Final-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{answer}
X-Display-Name: {recipient}


--0000ffff-0000-0000-0000-0000
Content-Type: message/rfc822

"""
    + COPY
    + "\n--0000ffff-0000-0000-0000-0000--\n"
)
FORMS = {"Postfix": POSTFIX, "Exim": EXIM, "Exim, plain text": EXIM_PLAIN, "Exchange": EXCHANGE}


def report(
    form: str,
    *,
    to: str,
    recipient: str,
    status: str = "5.1.1",
    answer: str = "550 5.1.1 User unknown",
    action: str = "failed",
) -> bytes:
    """Return the report of one server; `to`: the address of the envelope of our mail."""
    text = FORMS[form].format(
        to=to, recipient=recipient, status=status, answer=answer, action=action, number=next(_numbers)
    )
    return text.replace("\n", "\r\n").encode()
