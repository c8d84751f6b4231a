import type { ArticleUrl, CopyrightFinding, DeliveryNotice, SubscriptionNotice } from '../turn/notice.ts'
import { toNumber } from './number.ts'
import { child, children, text, type XmlNode } from './xml.ts'

/** Status is `success` or `failed:` and a reason, with or without a space between (wechat-platform §2.3). */
export function templateSent(xml: XmlNode): DeliveryNotice {
  const status = text(xml, 'Status')
  return {
    kind: 'template-sent',
    messageId: text(xml, 'MsgID'),
    failure: status === 'success' ? '' : status.replace(/^failed:\s*/, ''),
  }
}

export function massSent(xml: XmlNode): DeliveryNotice {
  const copyright = child(xml, 'CopyrightCheckResult')
  return {
    kind: 'mass-sent',
    messageId: text(xml, 'MsgID'),
    status: text(xml, 'Status'),
    total: count(xml, 'TotalCount'),
    filtered: count(xml, 'FilterCount'),
    sent: count(xml, 'SentCount'),
    failed: count(xml, 'ErrorCount'),
    copyright: { state: text(copyright, 'CheckState'), articles: results(copyright).map(copyrightFinding) },
    articles: results(child(xml, 'ArticleUrlResult')).map(articleUrl),
  }
}

function results(node: XmlNode): XmlNode[] {
  return children(node, 'ResultList').flatMap(list => children(list, 'item'))
}

function articleUrl(item: XmlNode): ArticleUrl {
  return { index: text(item, 'ArticleIdx'), url: text(item, 'ArticleUrl') }
}

function copyrightFinding(item: XmlNode): CopyrightFinding {
  return {
    index: text(item, 'ArticleIdx'),
    declared: text(item, 'UserDeclareState'),
    audit: text(item, 'AuditState'),
    originalUrl: text(item, 'OriginalArticleUrl'),
    originalType: text(item, 'OriginalArticleType'),
    canReprint: text(item, 'CanReprint'),
    needsReplacement: text(item, 'NeedReplaceContent'),
    needsSource: text(item, 'NeedShowReprintSource'),
  }
}

/** The one event with lower-case field names. */
export function published(xml: XmlNode): DeliveryNotice {
  const info = child(xml, 'PublishEventInfo')
  const articles = children(info, 'article_detail').flatMap(detail => children(detail, 'item'))
  return {
    kind: 'published',
    publishId: text(info, 'publish_id'),
    status: text(info, 'publish_status'),
    articleId: text(info, 'article_id'),
    articles: articles.map(item => ({ index: text(item, 'idx'), url: text(item, 'article_url') })),
    failedArticles: children(info, 'fail_idx').map(each => each.text),
  }
}

export function subscriptionChosen(xml: XmlNode, kind: SubscriptionNotice['kind']): SubscriptionNotice {
  const choices = lists(xml).map(each => ({
    templateId: text(each, 'TemplateId'),
    accepted: text(each, 'SubscribeStatusString') === 'accept',
    scene: text(each, 'PopupScene'),
  }))
  return { kind, choices }
}

export function subscriptionSent(xml: XmlNode): DeliveryNotice {
  const deliveries = lists(xml).map(each => ({
    templateId: text(each, 'TemplateId'),
    messageId: text(each, 'MsgID'),
    code: text(each, 'ErrorCode'),
    status: text(each, 'ErrorStatus'),
  }))
  return { kind: 'subscription-sent', deliveries }
}

/** The wrapper's name is not taken for granted: WeChat's own sample of one event had that of another (§2.3). */
function lists(xml: XmlNode): XmlNode[] {
  return xml.children.flatMap(wrapper => children(wrapper, 'List'))
}

function count(xml: XmlNode, name: string): number {
  return toNumber(text(xml, name)) ?? 0
}
