"""Signed messages that another implementation (dkimpy 1.1.8, with PyNaCl) verified; keys and domain are invented.

The Ed25519 key is the 32 bytes 0 to 31; of the RSA key only the public half was kept.
"""

from __future__ import annotations

from datetime import UTC, datetime

DOMAIN = "harbour.example"
ED25519_SEED = bytes(range(32))
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

RECORDS = {
    "lantern._domainkey.harbour.example": ("v=DKIM1; k=ed25519; p=A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="),
    "anchor._domainkey.harbour.example": (
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvxINTnCr9OGcLHq9TVqx9Asg3VThRgDi8NWsjV"
        "HFSTUz9L65RH+YWrcGhabJwEo8OwDwYhcIcTGf6sdNvycDk1xkwa1/GuXQuj2VvvQPLssgFmOj4LDWV7envtE15hQK4VPQjTaHnw"
        "EqgAJIRDbCJWZFvO1ChwmjQnEE5FupZ+qfhoej3E6LjiA4BmrgZ8aqo/+tbWppRJoK5vQ0+0K6WIIf9DgG5qOqeK6g8Vbdq7dIfw"
        "ss13divhNnZOnl5PSZNxDFVRCgzKhcbic4GhIwHZG6Sf5t0q3+4TePob9ls2nDEWKGkB0iNfOBsi7+ExFAcz3a7DuotPZsjqZ4kQ"
        "HiYQIDAQAB"
    ),
}

VECTORS: dict[str, tuple[bytes, bytes]] = {
    "plain": (
        (
            b"From: Harbour Press <press@harbour.example>\r\n"
            b"To: amal@news.example\r\n"
            b"Subject: Aid has arrived\r\n"
            b"Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n"
            b"Message-ID: <k3@harbour.example>\r\n"
            b"\r\n"
            b"Dear Amal,\r\n"
            b"\r\n"
            b"Aid has arrived.\r\n"
        ),
        (
            b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=lantern;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:To:Cc:Subject:Subject:Date:Date:Reply-To:Message-ID:\r\n"
            b"  Message-ID:MIME-Version:Content-Type;\r\n"
            b" bh=ZLSTgXYe6JHIdWW2Z8XWkbbQOcJG/ZoTZ57jQ3ECs6c=;\r\n"
            b" b=U9uPoJn45lIcpCFGrMfuox/IFxqBUg64fdp+zffh9yL7XZtOGc4ge41LTO8OnKP0Hp9FtNsg\r\n"
            b"  MSCJ1x0zXRU5Cg==\r\n"
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=anchor;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:To:Cc:Subject:Subject:Date:Date:Reply-To:Message-ID:\r\n"
            b"  Message-ID:MIME-Version:Content-Type;\r\n"
            b" bh=ZLSTgXYe6JHIdWW2Z8XWkbbQOcJG/ZoTZ57jQ3ECs6c=;\r\n"
            b" b=UotOrhUquXDUBTSNbNPP9s3m2uUZ/a4cdcqqbVUoMu6tg750YgVVTrHR8BogtMalXSIiaHyY\r\n"
            b"  Z42mRucvaR1NsRHAvJ4ddA+3ZoWVnx6dfUOPYkD6zmt+7v+FPJWKemS+hcg0i7KXPAutIaQ4\r\n"
            b"  bIvFE0PFnyKg1acfwVKYkGvH16fYNVJ55yrtb/9FCYuJsjjhB9lYAYrA4kL6hqbK3tYBBPqI\r\n"
            b"  GQD4GJHmpY87s37dldCkb7GNiHrffdEyGLIiVM9TUCbswmmaP58gGYbLLcqn0OIcvBEcctFN\r\n"
            b"  nI2vvGBLy/up9Fh2Xyv1AQm2oakCTvAUyJ3Bzvmu2aezfFzRt/j4Aw==\r\n"
        ),
    ),
    "awkward": (
        (
            b"FROM:\t Harbour   Press\r\n"
            b" <press@harbour.example>  \r\n"
            b"To: amal@news.example,\r\n"
            b"\t zoe@wire.example\r\n"
            b"Subject:\r\n"
            b" Aid \t has\r\n"
            b"\tarrived\t\r\n"
            b"Reply-To: media@harbour.example\r\n"
            b"List-Unsubscribe: <mailto:out@harbour.example?subject=opt-out%20k3>,\r\n"
            b" <https://harbour.example/o/k3>\r\n"
            b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            b"X-Other: unsigned\r\n"
            b"\r\n"
            b" \t\r\n"
            b"\r\n"
            b" Dear\t \tAmal, \t\r\n"
            b".\r\n"
            b"..dots\r\n"
            b"\r\n"
            b"end \t\r\n"
            b" \r\n"
            b"\t\r\n"
            b"\r\n"
        ),
        (
            b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=lantern;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:To:Cc:Subject:Subject:Date:Reply-To:Reply-To:Message-ID:\r\n"
            b"  MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post;\r\n"
            b" bh=tJ1xIXxXvgF0TlVQ8dl/AJ7f+AHvpUmGfq8fTiLbBN8=;\r\n"
            b" b=R57RfwW80zAdaBkqAIzs8njfo83hyVbaEX4XNUUsPclahZiBzX+2KgVMO3LqGE7IaAv9q5dz\r\n"
            b"  lWA7c7zOaG6ODQ==\r\n"
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=anchor;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:To:Cc:Subject:Subject:Date:Reply-To:Reply-To:Message-ID:\r\n"
            b"  MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post;\r\n"
            b" bh=tJ1xIXxXvgF0TlVQ8dl/AJ7f+AHvpUmGfq8fTiLbBN8=;\r\n"
            b" b=cmPMQvENHEkN9OCbM7nmli55JiqivM2JKyBcMgewKUgyumm2354GgLCDsJGEv3DR/5LZKKWK\r\n"
            b"  wGOCaCgadP69Fq8J9O7musN6O4anN5LK9GYLJeFG0M6GPnqy8bb/BK0faD13A6Lf0hsrAd07\r\n"
            b"  R8F2trveOpPYmwLTb2zDS8zFwWHUY4Mb0bkDiMJFdeZMsNsRdqkfNYkkHabhVodtX9PTLXq5\r\n"
            b"  pV4M6hw6OCzbphZ8Wzs+7zKafEfqOLrtl8t2SzPYQPyaIOQo+DteTb/ddmC4eYDyS4BG8f9X\r\n"
            b"  H4jvZeMT66ON9MnLoxAs7PkEZAOinBGdND3syMHGECVQVZLBRT+1VQ==\r\n"
        ),
    ),
    "twice": (
        (
            b"Subject: first\r\n"
            b"From: press@harbour.example\r\n"
            b"Cc: one@news.example\r\n"
            b"Subject: second\r\n"
            b"Cc: two@news.example\r\n"
            b"\r\n"
            b"no end of line"
        ),
        (
            b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=lantern;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:Cc:Cc:Cc:Subject:Subject:Subject:Date:Reply-To:Message-ID:\r\n"
            b"  MIME-Version:Content-Type;\r\n"
            b" bh=6oh43yZEq0I5IMCVM/855f0rJVthoCGGmvop475KXlM=;\r\n"
            b" b=9P/ugHT+ehCYUGA7LkDhHkSm3wQqfsb9jq//1HBaDcj4wggv5pR6+k87QMAiR1jul4lzM8s2\r\n"
            b"  K7dafTeYWlqkCQ==\r\n"
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=anchor;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:Cc:Cc:Cc:Subject:Subject:Subject:Date:Reply-To:Message-ID:\r\n"
            b"  MIME-Version:Content-Type;\r\n"
            b" bh=6oh43yZEq0I5IMCVM/855f0rJVthoCGGmvop475KXlM=;\r\n"
            b" b=re0rMmQXX24/UDWOEULy/pRC+24JoXOfz2yHZPayLnzbHZ+Vxhj4Jmf4o5NW02GFsPUUwtPv\r\n"
            b"  B1kNkY+xuBGr8xilIsOHcpQa/f6Xrv/xoBrVGDEBJYDXqD79z+6AunsoRlfsjiNZZAGAcS4F\r\n"
            b"  pzkHYn0iICwewx4K0BZaxR8Ir2qvlJOyO2mFe1iyNVM4Y0lrjMNgIjk+cm6C7T7vK7Jqazhw\r\n"
            b"  WdW3EEAvGibFvMqo5ZAm8XwwJLcwaAxwPTOFYCuKNt5E7a1l8Z4CQ8XU2qXLU+ulDEM++3jU\r\n"
            b"  G8Q6VlWNVMts3mrjmTOQJax0PASeakyNU+tQKztV72Idd+vsEhr5Lw==\r\n"
        ),
    ),
    "empty": (
        (b"From: press@harbour.example\r\nSubject: \r\n\r\n\r\n \r\n"),
        (
            b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=lantern;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:Cc:Subject:Subject:Date:Reply-To:Message-ID:MIME-Version:\r\n"
            b"  Content-Type;\r\n"
            b" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n"
            b" b=BIPoaoASiDRrda3fLm6C9uR2rCXzOYG/YemeVsa9h/SFM1nhKmZMN3gKbIXzYAokcaQR/NAq\r\n"
            b"  2D+MQplsrQSADw==\r\n"
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
            b" d=harbour.example;\r\n"
            b" s=anchor;\r\n"
            b" t=1795510800;\r\n"
            b" h=From:From:To:Cc:Subject:Subject:Date:Reply-To:Message-ID:MIME-Version:\r\n"
            b"  Content-Type;\r\n"
            b" bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n"
            b" b=giwG2S+X9v7/zgeU4q5IvXfY9U+LTtyv2oK3CLzT6zWtq57YXh+0OBPNRlnLmPa1Hf/6+/0O\r\n"
            b"  L418v058UB2Tk2PkviNKSCWnhqZdI6a+s7gumu3QN3n5aWc8koJnJQmaOBLUe+dIzuRmUOlS\r\n"
            b"  fcTbYiIL9Jp27puJeuyPqi55eBx0t63g8hGsP7MQs6QaKfZ0k/y4yLw17TnuHoo0OjOBWTcR\r\n"
            b"  4+jae2jqewTnu69vflbGz0XJLS7bPeYgt85pwNdxzrvpehG0r0+7nbSTxJg3uiEDVaw7nNQX\r\n"
            b"  s++0bxHrpgjgNhW7lhrYiXN/WHweyoIbCOJjwx/Tq5GqXPR5LsPZxw==\r\n"
        ),
    ),
}
"""From a name to the message as it was, and the two fields put before it."""
