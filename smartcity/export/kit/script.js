// Makes the forms in Google Forms: open script.google.com, paste all of this into a new project, press Run.
// Each title below is a heading that the dashboard knows again; leave the codes in square brackets as they are.
var FORMS = /*FORMS*/;

function makeForms() {
  FORMS.forEach(function (one) {
    var form = FormApp.create(one.title);
    form.setDescription(one.description);
    form.setCollectEmail(false);
    one.items.forEach(function (asked) {
      if (asked.kind === "page") {
        form.addPageBreakItem().setTitle(asked.title);
        return;
      }
      var item = asked.kind === "text" ? form.addTextItem()
        : asked.kind === "paragraph" ? form.addParagraphTextItem() : form.addMultipleChoiceItem();
      item.setTitle(asked.title);
      if (asked.help) item.setHelpText(asked.help);
      item.setRequired(Boolean(asked.required));
      if (asked.ends) {
        item.setChoices(asked.choices.map(function (text) {
          var goes = FormApp.PageNavigationType;
          return item.createChoice(text, text === asked.ends ? goes.SUBMIT : goes.CONTINUE);
        }));
      } else if (asked.kind === "choice") {
        item.setChoiceValues(asked.choices);
      }
    });
    Logger.log(one.title + ": " + form.getPublishedUrl() + " (" + form.getEditUrl() + ")");
  });
}
