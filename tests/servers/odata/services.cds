// Tables shaped like Microsoft Dataverse's, served under the same names and path.

aspect row {                                  // both are the server's: 2026-11-23T10:00:00.123Z
  createdon  : Timestamp @cds.on.insert: $now  @readonly;
  modifiedon : Timestamp @cds.on.insert: $now  @cds.on.update: $now  @readonly;
}
aspect owned {
  _ownerid_value : UUID;
  ownerid : Association to Dataverse.systemusers on ownerid.systemuserid = _ownerid_value;
}
aspect activity : row, owned {
  key activityid : UUID;
  subject : String(400) @mandatory;
  description : LargeString;
  scheduledstart : DateTime;  scheduledend : DateTime;
  actualstart : DateTime;  actualend : DateTime;
  directioncode : Boolean;
  statecode : Integer default 0;              // 0 open, 1 completed, 2 cancelled
  _regardingobjectid_value : UUID;
}

@path: '/api/data/v9.2'
@requires: 'authenticated-user'
@cds.query.limit: { default: 50, max: 50 }
service Dataverse {
  entity systemusers : row {
    key systemuserid : UUID;  fullname : String(200);  internalemailaddress : String(100);
  }
  entity transactioncurrencies : row {
    key transactioncurrencyid : UUID;  isocurrencycode : String(5);  currencyname : String(100);
  }
  entity accounts : row, owned {
    key accountid : UUID;
    name : String(160) @mandatory;  accountnumber : String(20);  websiteurl : String(200);
    customertypecode : Integer;  revenue : Decimal(19, 4);  telephone1 : String(50);
    statecode : Integer default 0;
  }
  entity contacts : row, owned {
    key contactid : UUID;
    fullname : String(160);  firstname : String(50);  lastname : String(50);
    jobtitle : String(100);  emailaddress1 : String(100);  telephone1 : String(50);
    _parentcustomerid_value : UUID;
    parentcustomerid_account : Association to accounts
      on parentcustomerid_account.accountid = _parentcustomerid_value;
  }
  entity opportunities : row, owned {
    key opportunityid : UUID;
    name : String(300) @mandatory;
    estimatedvalue : Decimal(19, 4);  actualvalue : Decimal(19, 4);
    estimatedclosedate : Date;  actualclosedate : Date;
    statecode : Integer default 0;            // 0 open, 1 won, 2 lost
    _parentaccountid_value : UUID;  _transactioncurrencyid_value : UUID;
    parentaccountid : Association to accounts on parentaccountid.accountid = _parentaccountid_value;
    transactioncurrencyid : Association to transactioncurrencies
      on transactioncurrencyid.transactioncurrencyid = _transactioncurrencyid_value;
  }
  entity incidents : row, owned {
    key incidentid : UUID;
    title : String(200) @mandatory;  ticketnumber : String(100);  description : LargeString;
    prioritycode : Integer;  statecode : Integer default 0;  _customerid_value : UUID;
    customerid_account : Association to accounts
      on customerid_account.accountid = _customerid_value;
  }
  entity phonecalls : activity {
    regardingobjectid_account_phonecall : Association to accounts
      on regardingobjectid_account_phonecall.accountid = _regardingobjectid_value;
  }
  entity appointments : activity {
    regardingobjectid_account_appointment : Association to accounts
      on regardingobjectid_account_appointment.accountid = _regardingobjectid_value;
  }
  entity emails : activity {
    regardingobjectid_account_email : Association to accounts
      on regardingobjectid_account_email.accountid = _regardingobjectid_value;
  }
  entity tasks : activity {
    prioritycode : Integer;
    regardingobjectid_account_task : Association to accounts
      on regardingobjectid_account_task.accountid = _regardingobjectid_value;
  }
  entity annotations : row, owned {
    key annotationid : UUID;
    subject : String(500);  notetext : LargeString;  _objectid_value : UUID;
    objectid_account : Association to accounts on objectid_account.accountid = _objectid_value;
  }
}

// Tables with an etag: a change to them without If-Match is refused (428). The others, the
// activities among them, take a plain PATCH on a client's own id as "create or change".
annotate Dataverse.accounts      with { modifiedon @odata.etag };
annotate Dataverse.contacts      with { modifiedon @odata.etag };
annotate Dataverse.opportunities with { modifiedon @odata.etag };
annotate Dataverse.incidents     with { modifiedon @odata.etag };
