import { notice, type Sample } from './sample-parts.ts'

const finding = (index: number) =>
  `<item><ArticleIdx>${index}</ArticleIdx><UserDeclareState>0</UserDeclareState><AuditState>2</AuditState><OriginalArticleUrl><![CDATA[http://o/${index}]]></OriginalArticleUrl><OriginalArticleType>3</OriginalArticleType><CanReprint>1</CanReprint><NeedReplaceContent>4</NeedReplaceContent><NeedShowReprintSource>5</NeedShowReprintSource></item>`

const foundIn = (index: string) => ({
  index,
  declared: '0',
  audit: '2',
  originalUrl: `http://o/${index}`,
  originalType: '3',
  canReprint: '1',
  needsReplacement: '4',
  needsSource: '5',
})

export const deliveryEvents: Sample[] = [
  ...(
    [
      ['success', ''],
      ['failed:user block', 'user block'],
      ['failed: system failed', 'system failed'],
    ] as const
  ).map(([status, failure]) =>
    notice(
      'TEMPLATESENDJOBFINISH',
      `<MsgID>3557254367693750277</MsgID><Status><![CDATA[${status}]]></Status>`,
      {
        kind: 'template-sent',
        messageId: '3557254367693750277',
        failure,
      },
    ),
  ),
  notice(
    'MASSSENDJOBFINISH',
    `<MsgID>1000001626</MsgID><Status><![CDATA[err(30003)]]></Status><TotalCount>100</TotalCount><FilterCount>80</FilterCount><SentCount>75</SentCount><ErrorCount>5</ErrorCount><CopyrightCheckResult><Count>2</Count><ResultList>${finding(1)}${finding(2)}</ResultList><CheckState>2</CheckState></CopyrightCheckResult><ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl><![CDATA[http://a/1]]></ArticleUrl></item></ResultList></ArticleUrlResult>`,
    {
      kind: 'mass-sent',
      messageId: '1000001626',
      status: 'err(30003)',
      total: 100,
      filtered: 80,
      sent: 75,
      failed: 5,
      copyright: { state: '2', articles: [foundIn('1'), foundIn('2')] },
      articles: [{ index: '1', url: 'http://a/1' }],
    },
  ),
  notice(
    'PUBLISHJOBFINISH',
    '<PublishEventInfo><publish_id>2247503051</publish_id><publish_status>2</publish_status><article_id><![CDATA[b5O2O]]></article_id><article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[http://a/1]]></article_url></item></article_detail><fail_idx>2</fail_idx><fail_idx>3</fail_idx></PublishEventInfo>',
    {
      kind: 'published',
      publishId: '2247503051',
      status: '2',
      articleId: 'b5O2O',
      articles: [{ index: '1', url: 'http://a/1' }],
      failedArticles: ['2', '3'],
    },
  ),
  notice(
    'subscribe_msg_popup_event',
    '<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[t-1]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene>2</PopupScene></List><List><TemplateId><![CDATA[t-2]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString><PopupScene>1</PopupScene></List></SubscribeMsgPopupEvent>',
    {
      kind: 'subscription-chosen',
      choices: [
        { templateId: 't-1', accepted: true, scene: '2' },
        { templateId: 't-2', accepted: false, scene: '1' },
      ],
    },
  ),
  ...['SubscribeMsgChangeEvent', 'SubscribeMsgPopupEvent'].map(wrapper =>
    notice(
      'subscribe_msg_change_event',
      `<${wrapper}><List><TemplateId><![CDATA[t-1]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString></List></${wrapper}>`,
      { kind: 'subscription-changed', choices: [{ templateId: 't-1', accepted: false, scene: '' }] },
    ),
  ),
  notice(
    'subscribe_msg_sent_event',
    '<SubscribeMsgSentEvent><List><TemplateId><![CDATA[t-1]]></TemplateId><MsgID>1700827132819554305</MsgID><ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent>',
    {
      kind: 'subscription-sent',
      deliveries: [{ templateId: 't-1', messageId: '1700827132819554305', code: '0', status: 'success' }],
    },
  ),
]
