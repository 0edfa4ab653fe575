"""Made pages, as untidy as real ones; places, people and outlets are invented."""

HARBOUR = """<!DOCTYPE html>
<html lang="en-GB" class="no-js">
<head>
<meta charset="utf-8">
<title>Ostvik mayor vows to reopen harbour | The Norrland Ledger</title>
<meta property="og:title" content="You won't believe what Ostvik's mayor promised">
<meta property="og:site_name" content="The Norrland Ledger">
<meta property="article:published_time" content="2024-03-09T18:30:00Z">
<link rel="canonical" href="https://ledger.example/news/2024/03/09/ostvik-harbour">
<script>window.dataLayer = [{"page": "article", "said": "this script said nothing"}];</script>
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "BreadcrumbList", "itemListElement": []},
 {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Ferry fares to rise", "datePublished": "2021-01-01"}]},
 {"@type": ["NewsArticle"], "headline": "Ostvik mayor vows to reopen harbour",
  "datePublished": "2024-03-09T19:30:00+01:00", "dateModified": "2024-03-10T08:05:00+01:00",
  "author": [{"@type": "Person", "name": "Jana Holm"}, {"@type": "Person", "name": "Per Lind"}],
  "publisher": {"@type": "NewsMediaOrganization", "name": "The Norrland Ledger"}}
]}
</script>
<style>.lead { font-weight: bold }</style>
</head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We value your privacy. Our partners said they store cookies. <button>Accept all</button></p></div>
<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main>
<article class="story">
<header class="story-header">
<p class="kicker"><a href="/region">Region</a></p>
<h1>Ostvik mayor vows to reopen harbour</h1>
<p class="standfirst">Council leader Mira Dahl says the quay will be safe before winter, but will not name a price</p>
<div class="byline">By <a rel="author" href="/jana">Jana Holm</a> and Per Lind</div>
<time datetime="2024-03-09T19:30:00+01:00">9 March 2024, 19:30</time>
<div class="share-tools"><a href="#">Share</a> <a href="#">Tweet</a></div>
</header>
<figure class="lead-image"><img src="quay.jpg" alt="The quay"><figcaption>The closed quay at Ostvik, which engineers have called unsafe. Photo: Lars Berg</figcaption></figure>
<div class="story-body">
<p>The mayor of Ostvik, Mira Dahl, promised on Saturday that the harbour would reopen before the first ice, eleven months after a crane fell onto the main quay.</p>
<p>&#147;We will not leave the fishermen waiting for another season,&#148; Dahl told reporters outside the town hall. &ldquo;The work begins on Monday.&rdquo;</p>
<aside class="related-links"><h3>Related</h3><ul><li><a href="/a">Ferry fares to rise, operator says</a></li><li><a href="/b">Minister denies crane warning</a></li></ul></aside>
<p>She refused to say what the repairs would cost, adding only that the money had been &#8220;found, not bor&shy;rowed&#8221;.</p>
<blockquote class="pull"><p>The sea does not read our budgets. If the ice comes early, we lose the year.</p><footer>— Olle Strand, <cite>chairman of the Fishermen’s Guild</cite></footer></blockquote>
<div class="ad-slot" data-ad="1"><p>Advertisement: Strandby Bank said yes to 40,000 new homes.</p></div>
<p>According to a report by the port inspectorate, two pillars have shifted by nine centimetres since the spring.</p>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The guild was never asked. We will block the road if the quay stays shut.</p>&mdash; Ostvik Fishermen (@ostvikfish) <a href="https://social.example/1">March 9, 2024</a></blockquote>
<script async src="https://social.example/widgets.js"></script>
<p>A spokesman for the national road agency, who asked not to be named, said the agency had not been told of any plan.</p>
</div>
<div class="newsletter-signup"><p>Sign up to our newsletter. Readers said they love it.</p></div>
</article>
<section class="comments" id="comments"><h2>Comments</h2><p>user77 said this is all lies.</p></section>
<aside class="most-popular"><h2>Most read</h2><ol><li><a href="/c">King says hello</a></li></ol></aside>
</main>
<footer class="site-footer"><p>Copyright 2024 The Norrland Ledger. All rights reserved. The publisher said no to copying.</p></footer>
</body></html>
"""

BLOG = """<html><head><title>Bridge vote put off - Valmora Courier</title>
<meta name="author" content="Tess Okoro">
<meta name="date" content="2022-11-02">
<style>p{margin:0}</style></head>
<body><table width="100%"><tr><td class="menu"><a href="/">Front page</a> <a href="/archive">Archive</a></td></tr></table>
<div id="content"><h1>Bridge vote put off</h1>
<div class="post-meta">Posted on 2 November 2022</div>
<p>VALMORA - The county council put off its vote on the new bridge on Wednesday after its chairwoman, Ines Castell,
said she had not seen the final price.<p>"I do not sign a cheque without a number on it," Castell said.
<p>The builder, Corvane Works, declined to comment.<br><br>Residents on the east bank have waited nine years, according to
the ferry company, which expects to stop its service in June.
<figure><blockquote>We were told it was certain. Nothing is certain here.</blockquote><figcaption>Bo Arden, ferry captain</figcaption></figure>
<p>Opponents say the bridge would bring lorries into the old town, and they want a tunnel instead.</p>
</div><div class="footer">(c) Valmora Courier</div></body></html>
"""

NESTED_QUOTES = """<!doctype html><html lang="en"><head><title>Lake row</title></head><body><article>
<h1>Minister and utility trade words over lake</h1>
<p>The row over the drained lake went on for a third day, with the minister and the utility quoting each other's letters.</p>
<blockquote><p>The ministry wrote to us in May:</p>
 <blockquote><p>“You may lower the lake by one metre, no more.”</p><footer>Ministry of Waters, letter of 4 May</footer></blockquote>
 <p>We kept to every word of that letter.</p><cite>Rafael Onder, head of Lakepower</cite></blockquote>
<p>The minister, Sana Brandt, said on Thursday that the letter had been read upside down, and that a court would decide.</p>
<p>Fishermen and campers have meanwhile filed a complaint of their own, which the court confirmed it had received.</p>
</article></body></html>
"""

NO_TEXT = """<!doctype html><html><head><title>Gallery</title><script>var a = "he said";</script></head>
<body><nav><a href="/">Home</a></nav><img src="1.jpg"><img src="2.jpg"></body></html>
"""

LIVE_BLOG = """<!doctype html><html lang="en"><head><title>Storm Ylva: latest | Strandby Post</title>
<meta property="og:site_name" content="Strandby Post">
<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm Ylva: latest", "datePublished": "2025-01-14T06:00:00+01:00",
 "author": "By Nadia Ferro, Tom Akers & Li Wen",}</script></head>
<body><div class="gdpr-consent-overlay"><p>Strandby Post uses cookies. You agreed to this in March.</p></div>
<div class="article-body"><h1>Storm Ylva: latest</h1>
<h2>07:40 Ferries stay in port</h2>
<p>The ferry company said no boat would leave Strandby before noon.</p>
<div class="embed-code"><iframe src="https://video.example/1"></iframe></div>
<h2>07:15 Schools closed</h2>
<p>All schools in the county are closed, the governor, Hanne Moe, announced on local radio.</p>
<p>She said: <q>Stay at home. Nobody will be thanked for being brave.</q></p>
<h2>06:50 Power cuts</h2>
<ul><li>Nine thousand homes are without power, according to the grid operator.</li>
<li>Repairs will begin “once it is safe to climb”, it said.</li></ul>
<p class="related">Read also: <a href="/x">Storm names explained, forecaster says</a></p>
</div>
<div id="footer"><p>Strandby Post is not responsible for what others say.</p></div></body></html>
"""
